"""`gutcli tips`."""
