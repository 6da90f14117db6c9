"""Qt objects without widgets: the session, preferences, the crash reporter, and a folder for each task."""
