"""`gutcli sync`."""
