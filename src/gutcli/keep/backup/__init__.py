"""`gutcli backup`."""
