"""`gutcli charts`."""
