"""Widgets only: the main window, viewer, panels, theme."""
