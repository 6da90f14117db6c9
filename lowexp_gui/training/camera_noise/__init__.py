"""Cameras' noise: measured from photos, and made."""
