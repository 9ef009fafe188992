"""`gutcli today`."""
