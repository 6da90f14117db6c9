"""The session's threads: workers, what is asked of them, and how far all work has come."""
