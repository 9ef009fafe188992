"""The person's words, what follows from them, and the settings."""
