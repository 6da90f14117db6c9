"""Recognition of output files of earlier commands, which the same command may overwrite."""

import re
from pathlib import Path

from lowexp_gui.regular_file import read_regular
from lowexp_gui.strict_json import JsonLimits, read_json

_LIMITS = JsonLimits(size=256_000_000, values=20_000_000, paths=True)
_LARGEST_TEXT = 256_000_000
_HEAD = b"photo,state,result,sentence,seconds,megapixels,model"
_COUNTS = re.compile(rb"(no photos|[0-9]+ [a-z]+(, [0-9]+ [a-z]+)*)\r?\n")
_PAGE = b'<meta name="generator" content="Lowexp">'


def is_evaluation(path: Path) -> bool:
    """Whether the file is from `lowexp lab evaluate --json`."""
    return _has_fields(path, {"version", "measures", "results", "problems"})


def is_benchmark(path: Path) -> bool:
    """Whether the file is from `lowexp lab benchmark --json`."""
    try:
        found = read_json(path, _LIMITS)
    except (OSError, ValueError):
        return False
    keys = {"model", "megapixels", "width", "height", "measured", "ratio"}
    return isinstance(found, list) and all(isinstance(each, dict) and each.keys() == keys for each in found)


def is_noise(path: Path) -> bool:
    """Whether the file is from `lowexp lab noise --json`."""
    return _has_fields(path, {"shot", "read", "channel_gain", "source", "blocks"})


def is_summary(path: Path) -> bool:
    """Whether the file is from `lowexp enhance --save-summary`."""
    suffix = path.suffix.lower()
    if suffix == ".json":
        return _has_fields(path, {"version", "photos"})
    try:
        content = read_regular(path, _LARGEST_TEXT)
    except (OSError, ValueError):
        return False
    return content.startswith(_HEAD) if suffix == ".csv" else _COUNTS.match(content) is not None


def is_reproduction(path: Path) -> bool:
    """Whether the file is a JSON report from `lowexp lab reproduce`."""
    return _has_fields(path, {"claims"})


def is_page(path: Path) -> bool:
    """Whether the file is an HTML report of Lowexp."""
    try:
        return _PAGE in read_regular(path, _LARGEST_TEXT)[:1000]
    except (OSError, ValueError):
        return False


def _has_fields(path: Path, names: set[str]) -> bool:
    try:
        found = read_json(path, _LIMITS)
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.keys() >= names
