"""`gutcli sources`."""
