"""One page of HTML."""
