"""From data to reports that people read. Imports go one way: run → page → make → release, sweep → commands."""
