"""`gutcli guide`."""
