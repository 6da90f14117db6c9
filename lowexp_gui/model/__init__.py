"""Image formation, the two networks, their losses, weights and model cards."""
