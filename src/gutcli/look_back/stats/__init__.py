"""`gutcli stats`."""
