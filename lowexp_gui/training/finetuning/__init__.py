"""A model taught on with a person's own photos, and the verdict on it."""
