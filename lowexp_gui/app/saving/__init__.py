"""Results on their way out: files, clipboard, drag and drop."""
