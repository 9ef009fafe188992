"""The diary as text, out and in: pure functions over entries; nothing here opens a file."""
