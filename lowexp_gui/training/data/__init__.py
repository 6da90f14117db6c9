"""Training data: photo sets, synthetic scenes and brackets, and batches of them."""
