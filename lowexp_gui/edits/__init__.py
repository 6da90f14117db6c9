"""What a person chose for photos, kept in the program's store and beside the photos."""
