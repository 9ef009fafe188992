"""Regression on a series of days: how it is fitted, and the distributions by which it is judged. Pure."""
