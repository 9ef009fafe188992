"""`gutcli export`."""
