"""Lowexp: under-exposed photos in, bright and clean ones out."""

__version__ = "0.1.0"
