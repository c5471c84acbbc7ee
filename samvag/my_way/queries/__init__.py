"""What Min väg shows, to the person and to the unit that asks her."""
