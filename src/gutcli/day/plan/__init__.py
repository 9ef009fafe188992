"""`gutcli plan`."""
