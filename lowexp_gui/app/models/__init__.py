"""The model library in the window."""
