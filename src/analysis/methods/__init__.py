"""Pure functions: arrays, frames and numbers in, estimates out; no files, no clock."""
