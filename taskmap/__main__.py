"""``python -m taskmap``."""

from taskmap.cli import main

if __name__ == "__main__":
    main()
