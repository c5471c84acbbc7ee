"""The gap watch over made-up people: full, for one changed person, and what begins to show today."""

from bench.gaps.run import main

__all__ = ["main"]
