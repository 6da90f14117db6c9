"""What the program remembers: settings, presets and the window, as versioned JSON files."""
