"""Help: the manual, licences, shortcuts, reports."""
