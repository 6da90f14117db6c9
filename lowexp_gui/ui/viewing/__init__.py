"""The photo: panes, what is drawn in them, and how one moves about."""
