"""`gutcli week`."""
