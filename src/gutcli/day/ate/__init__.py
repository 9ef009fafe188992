"""`gutcli ate`."""
