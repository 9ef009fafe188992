"""`gutcli mood`."""
