"""`gutcli explain`."""
