"""`make bench web`: Samväg, a plain Django admin and bare SQL over HTTP over the same rows, measured in turn."""
