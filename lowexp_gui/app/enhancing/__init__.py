"""Scheduling of models and methods, and the caches of results."""
