"""The viewer: panes, painting and navigation."""
