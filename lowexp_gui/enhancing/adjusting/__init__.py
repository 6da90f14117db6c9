"""The adjustments, each declared with all that is known of it; `enhancing.adjustments` lists them."""
