"""The window that fine-tunes a model."""
