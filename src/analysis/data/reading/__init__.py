"""Reading: a report's text, held against an older one whose figures are known, becomes a draft edition."""
