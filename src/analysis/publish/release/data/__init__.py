"""The data of a release, as tools and catalogues of open data read it."""
