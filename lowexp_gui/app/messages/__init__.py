"""Messages for the user in the window's language."""
