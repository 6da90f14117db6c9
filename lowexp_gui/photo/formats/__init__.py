"""File formats: one module each, which declares everything the program knows about the format.

`PhotoFormat` in `photo_format.py` lists them. Command line, window, packages and tables
read the declarations.
"""
