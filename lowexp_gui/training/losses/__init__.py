"""The losses that the networks are trained with."""
