"""`python -m gutcli`."""

from gutcli.cli import main

if __name__ == "__main__":
    main()
