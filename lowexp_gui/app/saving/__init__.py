"""Results that leave the program: files, clipboard, drag and drop."""
