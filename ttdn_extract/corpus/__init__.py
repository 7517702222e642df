"""Many documents: one registry of all instruments that a folder of results is or cites."""
