"""The window that teaches a model on."""
