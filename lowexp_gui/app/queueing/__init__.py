"""The queue and the watched folder, controlled by the window."""
