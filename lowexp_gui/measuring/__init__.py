"""Measures: arrays in, figures out."""
