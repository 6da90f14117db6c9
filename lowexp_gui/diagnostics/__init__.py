"""Help with problems: crash reports, the log, safe mode, resetting, licences."""
