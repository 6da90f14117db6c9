"""Edits of open photos: applying, undoing and saving them."""
