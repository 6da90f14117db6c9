"""Photos coming in and going out: the filmstrip, drops, recent ones, saving."""
