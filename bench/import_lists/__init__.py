"""How long it takes to bring a list in, by the command and by the page, and how much memory."""
