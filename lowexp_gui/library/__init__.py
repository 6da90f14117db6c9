"""The user's own models: fine-tuning, import, export, renaming, deleting and restoring."""
