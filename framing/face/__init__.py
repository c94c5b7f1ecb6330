"""What Python users hold: scores that are kept, tables, reports, features, a transformers pipeline.

`framing` gives all of it under short names, and loads it when first asked for.
"""
