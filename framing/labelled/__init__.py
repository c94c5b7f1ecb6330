"""Labelled sentences in: what people, and models, said about the wording of single sentences."""
