"""Articles to the score table, streaming."""
