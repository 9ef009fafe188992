"""`gutcli practices`."""
