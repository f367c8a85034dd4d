"""Noise: what copying, printing and converting did to a text, undone; what cannot be undone for certain is reported."""
