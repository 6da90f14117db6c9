"""What a person does to open photos: applied, undone, and kept."""
