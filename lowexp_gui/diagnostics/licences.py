"""The licences of all parts of the program.

A packaged program has them in `resources/legal`; otherwise they come from the installed distributions.
"""

import logging
import re
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from lowexp_gui.bundled import bundled_folder
from lowexp_gui.strict_json import JsonLimits, read_json

_INDEX = "licences.json"
_LARGEST_INDEX = 1_000_000
_LARGEST_TEXT = 3_000_000
_LONGEST_WORDS = 120
_MOST_PARTS = 1000
_PROGRAM = "lowexp-gui"
# The direct dependencies, for a checkout that is not installed itself.
_DIRECT = (
    "click",
    "imagecodecs",
    "jeepney",
    "jinja2",
    "numpy",
    "pi-heif",
    "pillow",
    "platformdirs",
    "PyQtDarkTheme-fork",
    "PySide6-Essentials",
    "pytorch-msssim",
    "rawpy",
    "safetensors",
    "scikit-image",
    "scipy",
    "tifffile",
    "torch",
    "wakepy",
)
_TEXT_NAME = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PartLicence:
    """A part of the program.

    Attributes:
        name, version: the part's.
        licence: name of the licence or licences.
        homepage: its web address, or empty.
        text: the text of the licence, or empty if the part has none.
    """

    name: str
    version: str
    licence: str
    homepage: str
    text: str


def part_licences() -> tuple[PartLicence, ...]:
    """All parts, sorted by name. This reads many files."""
    found = _packaged() or _installed()
    return tuple(sorted(found, key=lambda part: part.name.casefold()))


def _packaged() -> tuple[PartLicence, ...]:
    """The parts listed in a packaged program; empty otherwise."""
    folder = bundled_folder("resources") / "legal"
    try:
        entries = read_json(folder / _INDEX, JsonLimits(size=_LARGEST_INDEX))
        return tuple(_packaged_part(entry, folder) for entry in entries[:_MOST_PARTS])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        _log.warning("The list of licences cannot be read: %s", error)
        return ()


def _packaged_part(entry: dict[str, str], folder: Path) -> PartLicence:
    path = (folder / entry["text_file"]).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ValueError("a text lies elsewhere")
    name, version, licence, homepage = (
        str(entry[each]) for each in ("name", "version", "licence", "homepage")
    )
    return PartLicence(name, version, licence, homepage, _text(path))


def _installed() -> tuple[PartLicence, ...]:
    wanted, found = list(_DIRECT), {}
    while wanted:
        name = wanted.pop()
        key = re.sub(r"[-_.]+", "-", name).casefold()
        if key in found or key == _PROGRAM:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[key] = _installed_part(distribution)
        wanted += _requirements(distribution)
    return (_python(), _tabler_icons(), *found.values())


def _requirements(distribution: metadata.Distribution) -> Iterator[str]:
    """Names of the unconditional requirements of a distribution, installed or not."""
    for requirement in distribution.requires or ():
        name = _NAME.match(requirement)
        if name is not None and "extra ==" not in requirement:
            yield name[0]


def _installed_part(distribution: metadata.Distribution) -> PartLicence:
    about = distribution.metadata
    licence = _value(about, "License-Expression") or _value(about, "License")
    if not licence or "\n" in licence or len(licence) > _LONGEST_WORDS:
        classifiers = about.get_all("Classifier") or []
        named = [each.split(" :: ")[-1] for each in classifiers if each.startswith("License ::")]
        licence = ", ".join(named) or licence.strip().split("\n")[0][:_LONGEST_WORDS]
    texts = [
        f"{file.name}\n\n{_text(Path(str(distribution.locate_file(file))))}"
        for file in distribution.files or ()
        if ".dist-info" in str(file) and _TEXT_NAME.match(file.name)
    ]
    return PartLicence(
        about["Name"], distribution.version, licence, _homepage(about), "\n\n".join(texts)[:_LARGEST_TEXT]
    )


def _value(about: metadata.PackageMetadata, name: str) -> str:
    return about[name] if name in about else ""  # noqa: SIM401


def _homepage(about: metadata.PackageMetadata) -> str:
    addresses = [each.split(", ", 1) for each in about.get_all("Project-URL") or []]
    named = {words[0].casefold(): words[1] for words in addresses if len(words) == 2}
    known = [named[name] for name in ("homepage", "home", "source", "repository") if name in named]
    return _value(about, "Home-page") or next(iter((*known, *named.values())), "")


def _python() -> PartLicence:
    text = _text(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt") or sys.copyright
    return PartLicence("Python", sys.version.split()[0], "PSF-2.0", "https://www.python.org", text)


def _tabler_icons() -> PartLicence:
    text = _text(bundled_folder("resources") / "icons" / "tabler-licence.txt")
    return PartLicence("Tabler Icons", "3", "MIT", "https://tabler.io/icons", text)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(_LARGEST_TEXT).decode("utf-8", "replace").replace("\r\n", "\n").strip()
    except OSError:
        return ""
