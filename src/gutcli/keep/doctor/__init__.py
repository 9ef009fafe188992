"""`gutcli doctor`."""
