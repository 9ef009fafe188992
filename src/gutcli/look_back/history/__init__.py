"""`gutcli history`."""
