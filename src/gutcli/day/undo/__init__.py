"""`gutcli undo`."""
