"""From answers to text for pipes and files, one module per format. Knows nothing of terminals."""
