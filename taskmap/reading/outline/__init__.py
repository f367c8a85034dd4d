"""Outline: what a document is, where it begins, and its numbered units."""
