"""Bringing lists in: receiving, teaching words, writing, undoing."""
