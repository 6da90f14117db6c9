"""Reads files and says what came of each: `reading_child.py FOLDER [BYTES]`, one JSON object a line.

BYTES is how much memory it may have.

A process of its own, so that a decoder that crashes or takes all memory is seen.
"""

import json
import resource
import sys
import time
import warnings
from pathlib import Path

from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.reading import read_photo

_MOST_MEMORY = 4 << 30


def say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    most = int(sys.argv[2]) if len(sys.argv) > 2 else _MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for path in sorted(Path(sys.argv[1]).iterdir()):
        say({"begun": path.name})
        started = time.monotonic()
        try:
            photo = read_photo(path)
            outcome = {"shape": photo.pixels.shape}
        except PhotoError as error:
            outcome = {"sentence": str(error)}
        say({"name": path.name, "seconds": time.monotonic() - started, **outcome})
