"""`gutcli have`."""
