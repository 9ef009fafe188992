"""Which items a day has, and why. Pure."""
