"""Articles into sentences with exact places, and which of their words are quoted."""
