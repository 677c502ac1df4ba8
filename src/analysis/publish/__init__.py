"""Runs notebooks and writes reports/."""
