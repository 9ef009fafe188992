"""`gutcli foods`."""
