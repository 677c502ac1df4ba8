"""The commands of `study` as their users see them: what they print, and the code that they end with."""
