"""One module a topic: its inputs, taken from an edition and the register."""
