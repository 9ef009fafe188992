"""`gutcli restore`."""
