"""What the measurements of the real window share."""
