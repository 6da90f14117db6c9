"""XMP sidecars: files beside photos in which programs store metadata and edits.

This program writes its own part of `NAME.EXT.xmp` (the name that darktable and digiKam use). It reads the
parts of others there and in `NAME.xmp` (Adobe's name).
"""

import contextlib
import errno
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lowexp_gui.errors import Sentence, system_reason
from lowexp_gui.photo.catalogued import Catalogued, catalogued_in, joined_catalogues
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.geometry import AS_TAKEN, Geometry
from lowexp_gui.photo.processing import (
    adjustment_fields,
    adjustments_of,
    geometry_fields,
    geometry_of,
    own_fields,
    own_node,
    own_removals,
)
from lowexp_gui.photo.rating import rating_changes, rating_removals
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.photo.xmp import EMPTY, MAX_SIZE, PHOTOSHOP, DamagedXmpError, Packet, read_packet
from lowexp_gui.regular_file import read_regular
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

SUFFIX = ".xmp"
VERSION = 1
"""Version of this program's part of a sidecar."""
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_OF_SUFFIX = (PHOTOSHOP, "SidecarForExtension")
_VERSION, _MODEL, _MODEL_HASH, _CONTENT, _MARK = "EditsVersion", "Model", "ModelHash", "Content", "Mark_"


@dataclass(frozen=True)
class KeptEdits:
    """A user's edits of a photo, as stored in a sidecar.

    Attributes:
        adjustments: finite values by name; see `enhancing.adjustments`.
        model: name of the model, or "".
        model_hash: SHA-256 of its weights, hexadecimal, or "".
        marks: the user's marks, by name (letters, digits and underscores).
        content: what identifies the photo's file, such as its SHA-256, or "".
        geometry: how the picture is turned and cropped.
    """

    adjustments: Mapping[str, float] = field(default_factory=dict)
    model: str = ""
    model_hash: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    content: str = ""
    geometry: Geometry = AS_TAKEN


@dataclass(frozen=True)
class Sidecar:
    """A sidecar as it was read.

    Attributes:
        path: the file.
        edits: this program's part; None if there is none.
    """

    path: Path
    edits: KeptEdits | None


def sidecar_path(photo: Path) -> Path:
    """The sidecar that this program writes for a photo."""
    return photo.with_name(photo.name + SUFFIX)


def read_sidecar(photo: Path) -> Sidecar | None:
    """The sidecar `NAME.EXT.xmp` of a photo; None if there is none.

    Raises:
        PhotoError: the sidecar cannot be read, is damaged, or was written by a newer version of this program.
    """
    path = sidecar_path(photo)
    data = _bytes_of(path)
    if data is None:
        return None
    return Sidecar(path, _edits(own_fields(_parsed(data, path)), path))


def write_sidecar(
    photo: Path, edits: KeptEdits | None, rating: int | None = None, *, replaced: int | None = None
) -> None:
    """Store edits in the sidecar `NAME.EXT.xmp` of a photo; parts of other programs stay byte for byte.

    Args:
        photo: the photo's file.
        edits: this program's part; None to remove it. A file with nothing else is deleted.
        rating: one of RATINGS, for all programs; None to leave what is there.
        replaced: without a rating, the one that this program wrote before; it is removed.

    Raises:
        PhotoError: the sidecar cannot be written. One that is damaged or of a newer version is left
            unchanged.
        ValueError: a name is invalid, or a value is not finite.
    """
    path = _real(sidecar_path(photo))
    before = _stamp(path)
    data = _bytes_of(path)
    if data is None and edits is None and rating is None:
        return
    packet = _parsed(EMPTY if data is None else data, path)
    _edits(own_fields(packet), path)
    changes = own_removals(packet)
    nodes = [] if edits is None else [own_node(packet, _fields(edits))]
    if rating is not None:
        more, node = rating_changes(packet, rating)
        changes += more
        nodes += [node] if node else []
    elif replaced is not None:
        changes += rating_removals(packet, replaced)
    if nodes:
        changes.append(packet.insertion(b"\n".join(nodes)))
    changed = packet.changed(changes)
    if changed == EMPTY and data is not None:
        with _sentence(path):
            path.unlink()
    elif changed != data:
        _put(changed, path, before)


def remove_edits(photo: Path) -> None:
    """Remove this program's part from the sidecar of a photo; a file with nothing else is deleted.

    Raises:
        PhotoError: as in `write_sidecar`.
    """
    write_sidecar(photo, None)


def catalogued_beside(photo: Path) -> tuple[Catalogued, tuple[Sentence, ...]]:
    """A photo's rating, keywords and rights in sidecars, and a message for each damaged sidecar.

    `NAME.EXT.xmp` has priority over `NAME.xmp`, which may state that it belongs to another file.
    """
    catalogued: Catalogued = {}
    notices: list[Sentence] = []
    seen: set[tuple[int, int]] = set()
    for path, shared in _beside(photo):
        file = _file_id(path)
        if file is None or file in seen:
            # Some file systems ignore upper and lower case.
            continue
        seen.add(file)
        try:
            data = _bytes_of(path)
            packet = None if data is None else _parsed(data, path)
        except PhotoError as error:
            notices.append(error.sentence)
            continue
        if packet is not None and not (shared and _is_of_another(packet, photo)):
            catalogued = joined_catalogues(catalogued, catalogued_in(packet))
    return catalogued, tuple(notices)


def _beside(photo: Path) -> tuple[tuple[Path, bool], ...]:
    """The possible sidecars, and whether files with other suffixes may share each."""
    names = [(photo.name + each, False) for each in (SUFFIX, SUFFIX.upper())]
    names += [(photo.stem + each, True) for each in (SUFFIX, SUFFIX.upper())]
    return tuple((photo.with_name(name), shared) for name, shared in names)


def _file_id(path: Path) -> tuple[int, int] | None:
    """An identifier that is equal for two names of one file; None if there is no file."""
    with contextlib.suppress(OSError, ValueError):
        status = path.stat()
        return status.st_dev, status.st_ino
    return None


def _is_of_another(packet: Packet, photo: Path) -> bool:
    said = {each.value for each in packet.properties() if (each.namespace, each.name) == _OF_SUFFIX}
    return bool(said) and photo.suffix.removeprefix(".").casefold() not in {each.casefold() for each in said}


def _fields(edits: KeptEdits) -> dict[str, str]:
    names = [*edits.adjustments, *edits.marks]
    if not all(name.isidentifier() and name.isascii() for name in names):
        raise ValueError(f"one of {names} is no name")
    fields = adjustment_fields(edits.adjustments)
    if adjustments_of(fields) is None:
        raise ValueError("a value is not finite")
    return {
        _VERSION: str(VERSION),
        _MODEL: edits.model,
        _MODEL_HASH: edits.model_hash,
        _CONTENT: edits.content,
        **fields,
        **geometry_fields(edits.geometry),
        **{_MARK + name: value for name, value in edits.marks.items()},
    }


def _edits(fields: Mapping[str, str], path: Path) -> KeptEdits | None:
    if _VERSION not in fields:
        return None
    version = fields[_VERSION]
    adjustments, geometry = adjustments_of(fields), geometry_of(fields)
    if adjustments is None or geometry is None:
        raise _damaged(path)
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise _damaged(path)
    if int(version) > VERSION:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "{file} was written by a newer version of Lowexp and was not changed; update Lowexp.",
                ),
                file=quoted(path),
            ),
            path,
        )
    marks = {name.removeprefix(_MARK): value for name, value in fields.items() if name.startswith(_MARK)}
    return KeptEdits(
        adjustments,
        fields.get(_MODEL, ""),
        fields.get(_MODEL_HASH, ""),
        marks,
        fields.get(_CONTENT, ""),
        geometry,
    )


def _bytes_of(path: Path) -> bytes | None:
    """The content of a file; None if there is no file."""
    with _sentence(path):
        try:
            return read_regular(path, MAX_SIZE)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno in (errno.EINVAL, errno.EFBIG):
                raise _damaged(path) from error
            raise


def _parsed(data: bytes, path: Path) -> Packet:
    try:
        return read_packet(data)
    except DamagedXmpError as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> PhotoError:
    return PhotoError(
        Sentence(
            QT_TRANSLATE_NOOP(
                "sentences", "{file} is not a valid XMP file and was not changed; repair it or move it away."
            ),
            file=quoted(path),
        ),
        path,
    )


@contextlib.contextmanager
def _sentence(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} cannot be read: {reason}."),
                file=quoted(path),
                reason=system_reason(error),
            ),
            path,
        ) from error


def _real(path: Path) -> Path:
    """The target of a link, so that the link itself is not replaced."""
    with _sentence(path):
        return path.resolve() if path.is_symlink() else path


def _stamp(path: Path) -> tuple[int, int, int] | None:
    with contextlib.suppress(OSError, ValueError):
        status = path.stat()
        return status.st_mtime_ns, status.st_size, status.st_ino
    return None


def _put(data: bytes, path: Path, before: tuple[int, int, int] | None) -> None:
    """Write the file, unless another program has changed it in the meantime or it is read-only."""
    mode = None
    with contextlib.suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
    if mode is not None and not mode & _WRITABLE:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "{file} is read-only and was not changed; change its permissions."
                ),
                file=quoted(path),
            ),
            path,
        )
    if _stamp(path) != before:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} was changed by another program; try again."),
                file=quoted(path),
            ),
            path,
        )
    save_bytes(data, path, replace=before is not None)
    if mode is not None:
        with contextlib.suppress(OSError):
            path.chmod(mode)
