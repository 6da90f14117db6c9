"""The queue as the window knows it, and the watched folder."""
