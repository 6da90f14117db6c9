"""A photograph in memory; reading and writing files, colour, metadata, naming."""
