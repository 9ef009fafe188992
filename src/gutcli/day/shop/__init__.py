"""`gutcli shop`."""
