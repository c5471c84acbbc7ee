"""What the desk's pages show, put together from several domains: few statements, rows as tuples."""
