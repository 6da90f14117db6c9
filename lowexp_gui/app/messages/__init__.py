"""What the window tells a person, in the person's language."""
