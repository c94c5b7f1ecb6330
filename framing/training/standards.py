"""Names of data sets that no file holds. Both speak by the references' standard of `loaded`."""

TAUGHT = "taught"
"""Data set of what teachers said."""

CHANGED = "changed"
"""Data set of sentences whose label follows from what was done to them, whoever labelled them before.

Were a loaded word put into a sentence of another data set to count by that one's standard, a direction of its
own would learn it, and what is shipped would not.
"""
