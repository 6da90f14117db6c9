"""What the panes of the viewer show, rendered and measured."""
