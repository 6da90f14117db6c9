"""The window of the queue, and the form for whole folders."""
