"""The digest: a mail, ready to be sent by whoever sends it, on what an edition says and what changed by it."""
