"""From answers to a terminal: the one place that knows about width, colour and wrapping."""
