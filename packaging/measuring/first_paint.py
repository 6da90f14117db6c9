"""A process that prints a line when its first window is painted: `first_paint.py plain|lowexp`."""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(kind: str) -> None:
    """Show the program's window, or an empty one, and print a line."""
    if kind == "plain":
        from PySide6.QtWidgets import QApplication, QWidget

        application = QApplication(sys.argv[:1])
        window = QWidget()
        window.show()
        application.processEvents()
        print("painted", flush=True)
        return
    from window import measured_window

    with measured_window() as (measured, _):
        measured.pause(0)
        print("painted", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
