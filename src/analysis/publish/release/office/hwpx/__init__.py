"""HWPX (KS X 6101, OWPML): the document of a Korean office, written part by part, the same bytes for the same text."""
