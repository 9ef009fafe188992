"""The program as a process for these tests."""

import sys

from gutcli import cli

if __name__ == "__main__":
    sys.argv[0] = "gutcli"
    cli.main()
