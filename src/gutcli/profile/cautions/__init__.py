"""What gutcli warns about, and why."""
