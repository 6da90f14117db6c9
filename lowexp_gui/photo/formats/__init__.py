"""File formats: one file for each, which declares all that the program knows of it.

`PhotoFormat` in `photo/photograph.py` lists them. Command line, window, packages and tables
read the declarations.
"""
