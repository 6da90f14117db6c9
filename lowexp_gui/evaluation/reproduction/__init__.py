"""The article's experiments, repeated step by step in a folder that keeps what is done."""
