"""What is to be done, as values: job specifications, settings; and their runner."""
