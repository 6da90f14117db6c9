"""What the networks are taught by."""
