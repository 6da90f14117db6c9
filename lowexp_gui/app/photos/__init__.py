"""Open photos: finding, reading, listing, and references."""
