"""Readers: the bytes of a file in, blocks out; one module or group of modules for each kind of file."""
