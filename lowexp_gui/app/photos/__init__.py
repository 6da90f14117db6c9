"""The photos that are open: found, read, listed, and compared with references."""
