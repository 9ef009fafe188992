"""Ticking with arrow keys: `gutcli done` without items, on a terminal."""
