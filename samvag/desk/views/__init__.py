"""The desk's pages: get, do, show."""
