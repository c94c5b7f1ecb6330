"""Articles in: files, folders, tables and standard input become clean `framing.text.Article` values."""
