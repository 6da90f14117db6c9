"""Run a model over a photo of any size: devices, tiles, stages, adjustments, cancel."""
