"""`gutcli forget`."""
