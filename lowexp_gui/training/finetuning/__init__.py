"""Fine-tuning a model with a user's own photos, and the verdict on it."""
