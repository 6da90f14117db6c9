"""QObjects without widgets: the session, the worker thread, error reports."""
