"""Code shared by the measurements of the real window."""
