"""`gutcli history --grep`: the notes that have a word."""
