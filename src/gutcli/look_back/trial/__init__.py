"""`gutcli trial`."""
