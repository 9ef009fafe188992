"""Ticking with arrow keys: `gutcli done` without items, on a terminal.

Its own screen, on the terminal and the canvas of the breathing (gutcli/pace), not a library: docs/architecture.md has
the figures. prompt_toolkit takes 125 ms to import and brings widgets of which none is a checklist that saves at once.
"""
