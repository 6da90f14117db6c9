"""The models that can be chosen, and what is done to them."""
