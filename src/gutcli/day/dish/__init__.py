"""`gutcli dish`."""
