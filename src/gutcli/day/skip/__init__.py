"""`gutcli skip`."""
