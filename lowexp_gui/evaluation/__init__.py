"""Measuring and comparing: benchmark, compared methods, the article's experiments, reports."""
