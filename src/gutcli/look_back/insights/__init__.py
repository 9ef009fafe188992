"""Associations between what was done and how the day was rated, with their uncertainty."""
