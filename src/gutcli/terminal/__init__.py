"""What is shown and how: streams, pager, drawing, and what moves."""
