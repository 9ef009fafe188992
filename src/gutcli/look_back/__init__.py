"""What was done: weeks, history, figures, comparisons."""
