"""What helps when something breaks: crash reports, the log, safe mode, a fresh start, licences."""
