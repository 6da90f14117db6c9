"""The sliders and presets beside the photo."""
