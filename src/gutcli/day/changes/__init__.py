"""`gutcli changes`."""
