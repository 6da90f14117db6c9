"""The models that there are: choosing, comparing, renaming, taking in."""
