"""`gutcli status`."""
