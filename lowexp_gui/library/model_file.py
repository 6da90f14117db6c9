"""A model as one file to share: its weights with the card in their header.

Any reader of safetensors can open the file. On import, the file without the card must equal the card's
weights byte for byte. Sizes, header and card are checked before the weights are read, and nothing in the file
is executed.
"""

import hashlib
import json
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO, Literal

from lowexp_gui.errors import Sentence, in_quotes, system_reason
from lowexp_gui.model.card import (
    LARGEST_CARD,
    LARGEST_WEIGHTS,
    ModelCard,
    ModelError,
    NewerModel,
    card_from_json,
)
from lowexp_gui.photo.errors import quoted
from lowexp_gui.regular_file import open_regular
from lowexp_gui.schema import NewerSchema
from lowexp_gui.strict_json import JsonLimits, parse_json_at
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

MODEL_SUFFIX = ".lowexp-model"
_FORMAT = "lowexp model 1"
_NEWER = re.compile(r"lowexp model ([2-9]|[1-9][0-9]+)")
_ORDER: Literal["little"] = "little"
_WORD = 8
_BEGINNING = '{"__metadata__":'
# The card is JSON inside the header's JSON, where escaping can lengthen it.
_LARGEST_HEADER = 3 * LARGEST_CARD
_HEADER_LIMITS = JsonLimits(size=_LARGEST_HEADER, text=LARGEST_CARD)


class DamagedModel(ValueError):
    """A file is not a valid model; the message is for the log."""


def pack_model(card: ModelCard, weights: bytes) -> bytes:
    """The content of a model file.

    Raises:
        ModelError: the weights do not match the card, or are not in this program's layout.
    """
    start = _WORD + int.from_bytes(weights[:_WORD], _ORDER)
    header = weights[_WORD:start].decode("utf-8", "replace")
    metadata = json.dumps({"format": _FORMAT, "card": card.to_json()}, separators=(",", ":"))
    packed = _with_length(f"{_BEGINNING}{metadata},{header[1:].rstrip(' ')}")
    if hashlib.sha256(weights).hexdigest() != card.sha256 or _weights_header(header[1:]) != weights[:start]:
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "The weights of the model {model} are damaged; install it again."
                ),
                model=in_quotes(card.name),
            )
        )
    return packed + memoryview(weights)[start:]


def read_model_file(path: Path) -> tuple[ModelCard, bytes]:
    """Read a model file: its card, and the content of a weights file.

    Raises:
        NewerModel: it was written by a newer version of the program.
        ModelError: the file does not exist, cannot be read, or is not a valid model.
    """
    # Imported here so that torch is loaded with the first model, not with the window.
    from lowexp_gui.model.weights import architecture_of, checked_tensors

    name = quoted(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ModelError(
                Sentence(
                    QT_TRANSLATE_NOOP("sentences", "{file} is not a model file; choose another one."),
                    file=name,
                )
            )
        with open_regular(path) as stream:
            card, weights = _read(stream)
        checked_tensors(weights, architecture_of(card))
    except FileNotFoundError as error:
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "{file} does not exist; it may have been moved, renamed or deleted."
                ),
                file=name,
            )
        ) from error
    except PermissionError as error:
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} cannot be read; change its permissions."), file=name
            )
        ) from error
    except NewerSchema as error:
        sentence = Sentence(
            QT_TRANSLATE_NOOP(
                "sentences",
                "{file} was written by a newer version of Lowexp; update Lowexp to use the model.",
            ),
            file=name,
        )
        raise NewerModel(sentence) from error
    except ValueError as error:
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "{file} is not a Lowexp model, or it is damaged; get it again."
                ),
                file=name,
            )
        ) from error
    except OSError as error:
        reason = system_reason(error)
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} cannot be read: {reason}."), file=name, reason=reason
            )
        ) from error
    return card, weights


def _read(stream: BinaryIO) -> tuple[ModelCard, bytes]:
    from lowexp_gui.model.weights import architecture_of
    from lowexp_gui.model.weights_layout import check_layout

    size = os.fstat(stream.fileno()).st_size
    length = int.from_bytes(stream.read(_WORD), _ORDER)
    rest = size - _WORD - length
    if length > _LARGEST_HEADER or not 0 <= rest <= LARGEST_WEIGHTS:
        raise DamagedModel("its sizes make no sense")
    card, header = _taken_apart(stream.read(length).decode())
    check_layout(header[_WORD:], rest, architecture_of(card))
    weights = header + stream.read(rest)
    if hashlib.sha256(weights).hexdigest() != card.sha256:
        raise DamagedModel("its weights are not those of its card")
    return card, weights


def _taken_apart(header: str) -> tuple[ModelCard, bytes]:
    """Split a model file's header into the card and the header of the weights file without it."""
    if not header.startswith(_BEGINNING):
        raise DamagedModel("there is no card in it")
    metadata, end = parse_json_at(header, len(_BEGINNING), _HEADER_LIMITS)
    if isinstance(metadata, dict) and _NEWER.fullmatch(str(metadata.get("format"))):
        raise NewerSchema(f"it is of the format {metadata['format']}")
    if not (
        isinstance(metadata, dict) and metadata.keys() == {"format", "card"} and header[end:].startswith(",")
    ):
        raise DamagedModel("there is more or less than a card in it")
    text = metadata["card"]
    if metadata["format"] != _FORMAT or not isinstance(text, str) or len(text) > LARGEST_CARD:
        raise DamagedModel("its card is of another kind")
    return card_from_json(text), _weights_header(header[end + 1 :])


def _weights_header(rest: str) -> bytes:
    """The start of a weights file, from its header without the first brace."""
    return _with_length("{" + rest.rstrip(" "))


def _with_length(header: str) -> bytes:
    """A header as in safetensors: the length first, padded with spaces to a multiple of 8 bytes."""
    text = header.encode()
    text += b" " * (-len(text) % _WORD)
    return len(text).to_bytes(_WORD, _ORDER) + text
