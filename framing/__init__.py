"""Read news and show, sentence by sentence, where the wording is loaded, and compile it by source."""
