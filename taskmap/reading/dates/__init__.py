"""Dates and targets: by when, and how much."""
