"""What the package is made of: distributions, Python itself, and libraries of the building system."""

import json
import platform
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from .licence_policy import READ, READ_DEBIAN, LicenceError
from .project import BUILT, ROOT

OWN_TEXTS = ROOT / "packaging" / "licences"
_QT = ("pyside6-essentials", "shiboken6")
_LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A third-party part that is shipped.

    Attributes:
        name, version: as its makers call it.
        licence: an SPDX expression.
        homepage: where it comes from; empty if that is not known.
        texts: files with its licences and notices.
        purl: its package URL, empty where there is no kind of it.
    """

    name: str
    version: str
    licence: str
    homepage: str
    texts: tuple[Path, ...]
    purl: str = ""


def gather(collected: Path = BUILT / "collected.json") -> list[Part]:
    """All parts of what PyInstaller has put together, by name.

    Args:
        collected: a list of [path in the package, source], as the recipe has written it.

    Raises:
        LicenceError: the licence of a part, or its text, is not known.
    """
    sources = {Path(source) for _, source in json.loads(collected.read_text()) if source}
    owners = {
        Path(str(distribution.locate_file(file))): distribution
        for distribution in metadata.distributions()
        for file in distribution.files or ()
    }
    # The part of PyInstaller that is shipped is the program that starts ours.
    found = {"pyinstaller": metadata.distribution("pyinstaller")}
    found |= {_key(owners[path]): owners[path] for path in sources if path in owners}
    parts = [_python(), _tabler_icons(), *(_of_distribution(each) for each in found.values())]
    if sys.platform.startswith("linux"):
        parts += _of_debian(path for path in sources if path not in owners and _is_library(path))
    return sorted(parts, key=lambda part: part.name.casefold())


def _key(distribution: metadata.Distribution) -> str:
    return re.sub(r"[-_.]+", "-", distribution.name).lower()


def _of_distribution(distribution: metadata.Distribution) -> Part:
    key, about = _key(distribution), distribution.metadata
    licence = READ.get(key) or about.get("License-Expression")
    if not licence:
        raise LicenceError(f"{distribution.name}: its metadata has no SPDX expression; read it and enter it.")
    texts = [
        Path(str(distribution.locate_file(file)))
        for file in distribution.files or ()
        if file.suffix not in (".py", ".pyc", ".pyi") and _LICENCE_FILE.search("/".join(file.parts[-2:]))
    ]
    if key in _QT:
        texts += [OWN_TEXTS / name for name in ("qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt", "icu.txt")]
    homepage = about.get("Home-page") or _homepage(about.get_all("Project-URL") or [])
    purl = f"pkg:pypi/{key}@{distribution.version.replace('+', '%2B')}"
    return Part(distribution.name, distribution.version, licence, homepage, _with_text(key, texts), purl)


def _homepage(links: Iterable[str]) -> str:
    pairs = (each.partition(",") for each in links)
    named = {label.strip().lower(): link.strip() for label, _, link in pairs}
    return next((named[each] for each in ("homepage", "home", "repository", "source") if each in named), "")


def _python() -> Part:
    library = Path(json.__file__).parents[1]
    places = (library / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt", library / "LICENSE")
    texts = [path for path in places if path.is_file()][:1]
    version = platform.python_version()
    return Part("Python", version, "PSF-2.0", "https://www.python.org", _with_text("Python", texts))


def _tabler_icons() -> Part:
    texts = _with_text("Tabler Icons", [ROOT / "resources" / "icons" / "tabler-licence.txt"])
    return Part("Tabler Icons", "3", "MIT", "https://tabler.io/icons", texts)


def _is_library(path: Path) -> bool:
    of_the_system = path.is_relative_to("/usr/lib") or path.is_relative_to("/lib")
    return ".so" in path.name and of_the_system and not path.name.startswith("libpython")


def _of_debian(libraries: Iterable[Path]) -> list[Part]:
    """The packages of Debian that libraries come from."""
    return [_of_package(name) for name in sorted({_package_of(path) for path in libraries})]


def _package_of(library: Path) -> str:
    """The package that holds a file, which may be known by its path before /usr was merged."""
    real = library.resolve()
    for path in (real, Path("/") / real.relative_to("/usr") if real.is_relative_to("/usr") else real):
        asked = ["dpkg-query", "--search", str(path)]
        answer = subprocess.run(asked, capture_output=True, text=True, check=False)
        if answer.returncode == 0:
            return answer.stdout.split(":")[0]
    raise LicenceError(f"{library}: no package of this system has it; leave it out, or read whose it is.")


def _of_package(name: str) -> Part:
    if name not in READ_DEBIAN:
        raise LicenceError(f"{name}: nobody has read its licence; read it and enter it, or leave it out.")
    asked = ["dpkg-query", "--show", "--showformat", "${Version}\n${Homepage}\n", name]
    version, homepage, *_ = subprocess.run(
        asked, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    texts = _with_text(name, [Path("/usr/share/doc") / name / "copyright"])
    return Part(name, version, READ_DEBIAN[name], homepage, texts, f"pkg:deb/debian/{name}@{version}")


def _with_text(name: str, texts: Iterable[Path]) -> tuple[Path, ...]:
    there = tuple(path for path in texts if path.is_file())
    if not there:
        raise LicenceError(f"{name}: there is no text of its licence; look for it.")
    return there
