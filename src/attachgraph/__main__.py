"""Run the command line as ``python -m attachgraph``."""

from attachgraph.cli import main

if __name__ == "__main__":
    main()
