"""Takes an office's files into an edition: reads, recognises, checks, and keeps what it did beside the data."""
