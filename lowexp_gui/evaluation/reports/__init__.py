"""Reports as HTML pages that need nothing but themselves: no network, no scripts, all pictures within."""
