"""A person's own models: fine-tuned, taken in, given out, named, deleted and brought back."""
