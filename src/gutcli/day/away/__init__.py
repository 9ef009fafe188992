"""`gutcli away`."""
