"""`gutcli swap`."""
