"""gutcli: a daily checklist for gut and mind that is true, safe, quick, yours and kind."""

# A literal, because asking the installed metadata costs 20 ms; a test compares it with pyproject.toml.
__version__ = "0.1.0"
