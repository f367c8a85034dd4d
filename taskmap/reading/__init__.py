"""Reading documents: bytes in, checked model values out, by steps that can be called one by one (docs/reading.md)."""
