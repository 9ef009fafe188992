"""What gutcli knows: foods, practices, topics, tips, cautions and their references."""
