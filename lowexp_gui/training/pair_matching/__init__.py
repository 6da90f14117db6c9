"""Pairs found among a person's photos, checked, and laid on each other."""
