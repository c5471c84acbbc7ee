"""Login by e-ID: what a broker says of whoever comes, tried, and what the table then opens."""
