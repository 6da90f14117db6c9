"""Long-lived threads for worker objects."""

from PySide6.QtCore import QObject, QThread


def start_thread(name: str, *workers: QObject) -> QThread:
    """Start a thread and move workers to it; they must have no parent."""
    thread = QThread()
    thread.setObjectName(name)
    for worker in workers:
        worker.moveToThread(thread)
    thread.start()
    return thread


def stop_threads(*threads: QThread) -> None:
    """End threads, each as soon as its current slot returns."""
    for thread in threads:
        thread.quit()
    for thread in threads:
        thread.wait()
