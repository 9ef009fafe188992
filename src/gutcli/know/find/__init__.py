"""`gutcli find`, and what every search of words rests on."""
