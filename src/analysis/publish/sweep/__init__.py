"""Notebooks evaluated over a grid of editions and parameters, on this machine or a cluster."""
