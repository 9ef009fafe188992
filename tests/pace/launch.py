"""The program as a process for these tests, whether or not the two verbs are registered yet."""

import sys

from gutcli import cli
from gutcli.render import pages

cli.COMMANDS.setdefault("breathe", "Breathe with a guide, paced live in the terminal")
cli.COMMANDS.setdefault("guide", "Go through a practice step by step, with a gentle timer")
pages._PAGES.setdefault("breathe", "pace")
pages._PAGES.setdefault("guide", "pace")

if __name__ == "__main__":
    sys.argv[0] = "gutcli"
    cli.main()
