"""The person's data: out, in, copied, erased, looked after."""
