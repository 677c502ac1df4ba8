"""Pages: an executed notebook as HTML, the indexes, PDF, and what a page says of its own making."""
