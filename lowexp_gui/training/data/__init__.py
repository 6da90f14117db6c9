"""What is learnt from: photo sets, synthetic scenes and brackets, and batches of them."""
