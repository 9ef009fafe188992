"""`gutcli done`."""
