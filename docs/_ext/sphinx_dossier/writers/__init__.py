"""Two writers over one description of a page: HTML text, and docutils nodes."""
