"""Serves the pages: one supervisor keeps the web server, the job worker and the embedded database alive."""
