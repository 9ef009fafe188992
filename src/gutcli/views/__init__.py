"""What each command says, as plain frozen data: the public JSON contract. No drawing, no I/O."""
