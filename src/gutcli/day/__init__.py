"""The day's list and every way to change it."""
