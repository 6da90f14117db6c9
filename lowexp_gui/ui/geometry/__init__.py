"""Rotating, flipping, straightening and cropping of photos."""
