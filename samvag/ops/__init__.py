"""The floor that keeps Samväg running: the embedded database, the `samvag` program, installation, start-up
checks.
"""
