"""Cached results, on disk and in memory."""
