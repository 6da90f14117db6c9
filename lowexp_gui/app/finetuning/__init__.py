"""Fine-tuning as the window steers it."""
