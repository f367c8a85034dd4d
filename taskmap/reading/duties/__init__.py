"""Duties: who owns which task, told by phrases, tables and rules of a whole file."""
