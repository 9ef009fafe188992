"""What is known: topics, foods, practices, tips."""
