"""Finds the row with headings and says which column holds what."""
