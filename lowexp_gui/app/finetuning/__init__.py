"""Fine-tuning, controlled by the window."""
