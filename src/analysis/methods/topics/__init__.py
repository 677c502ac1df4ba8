"""One module a topic: the questions of a notebook, answered with the methods."""
