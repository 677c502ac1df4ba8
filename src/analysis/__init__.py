"""A reproducible study of the monthly work report of Seoul's Planning and Coordination Office."""
