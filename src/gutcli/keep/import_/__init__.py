"""`gutcli import`."""
