"""What moves on a terminal."""
