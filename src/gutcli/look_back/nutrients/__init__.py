"""`gutcli nutrients`."""
