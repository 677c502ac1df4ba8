"""One module a topic: the figures, tables and findings of its notebook."""
