"""Results that were made before, on disk and in memory."""
