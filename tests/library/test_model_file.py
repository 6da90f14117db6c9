"""A model as one file: imported completely, or refused with one message and no leftovers."""

import hashlib
import json
import math
import os
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load, save

from lowexp_gui.library.model_file import pack_model, read_model_file
from lowexp_gui.library.own_models import import_model
from lowexp_gui.model.card import (
    LARGEST_CARD,
    LONGEST_TEXT,
    LONGEST_TITLE,
    DataSource,
    ModelCard,
    ModelError,
    card_from_json,
)
from lowexp_gui.model.model_library import find_model
from lowexp_gui.paths import own_models_folder

_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=50)
_TITLES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40)
_NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)
_VALUES = st.dictionaries(_TEXTS, _NUMBERS | _TEXTS | st.lists(_NUMBERS, max_size=3), max_size=3)


def article() -> tuple[ModelCard, bytes]:
    model = find_model("article")
    return model.card, model.weights.read_bytes()


def own_article(**changes: Any) -> tuple[ModelCard, bytes]:
    card, weights = article()
    return replace(card, name="mine", title="Mine", **changes), weights


def of_weights(weights: bytes) -> bytes:
    """A model file whose card has the checksum of any weights."""
    card, _ = own_article()
    return pack_model(replace(card, sha256=hashlib.sha256(weights).hexdigest()), weights)


def with_fields(**changes: Any) -> bytes:
    """A model file with changed fields of the card."""
    card, weights = own_article()
    metadata, rest = _parts(pack_model(card, weights))
    metadata["card"] = json.dumps(json.loads(metadata["card"]) | changes)
    return _packed(metadata, rest, weights)


def _parts(packed: bytes) -> tuple[dict[str, str], str]:
    """The card, and the rest of the header with its comma."""
    header = packed[8 : 8 + int.from_bytes(packed[:8], "little")].decode()
    metadata, end = json.JSONDecoder().raw_decode(header, len('{"__metadata__":'))
    return metadata, header[end:]


def _packed(metadata: object, rest: str, weights: bytes) -> bytes:
    header = f'{{"__metadata__":{json.dumps(metadata)}{rest}'.encode()
    start = 8 + int.from_bytes(weights[:8], "little")
    return len(header).to_bytes(8, "little") + header + weights[start:]


def write(folder: Path, content: bytes) -> Path:
    path = folder / "given.lowexp-model"
    path.write_bytes(content)
    return path


@given(
    title=_TITLES,
    description=_TEXTS,
    sources=st.lists(st.builds(DataSource, _TEXTS, _TEXTS, _TEXTS), max_size=3),
    recipe=_VALUES,
    measured=_VALUES,
    pairs=st.none() | st.integers(0, 5000),
)
def test_a_model_survives_the_way_through_a_file(
    tmp_path_factory: pytest.TempPathFactory,
    title: str,
    description: str,
    sources: list[DataSource],
    recipe: dict[str, Any],
    measured: dict[str, Any],
    pairs: int | None,
) -> None:
    card, weights = own_article(
        description=description,
        data=tuple(sources),
        recipe=recipe,
        measured=measured,
        start="studio",
        pairs=pairs,
        date="2026-01-31",
    )
    card = replace(card, title=title)
    path = write(tmp_path_factory.mktemp("given"), pack_model(card, weights))
    assert read_model_file(path) == (card, weights)


def test_any_reader_of_safetensors_opens_the_file() -> None:
    card, weights = article()
    opened, plain = load(pack_model(card, weights)), load(weights)
    assert opened.keys() == plain.keys()
    assert all((opened[name] == plain[name]).all() for name in plain)


def test_a_card_of_before_is_read() -> None:
    card, _ = article()
    fields = json.loads(card.to_json())
    for name in ("start", "pairs", "date"):
        del fields[name]
    assert card_from_json(json.dumps(fields)) == replace(card, start="", pairs=None, date="")


@pytest.mark.parametrize("kept", [0, 1, 7, 8, 9, 20, 500, 2000, 5000, 100_000, -1])
def test_a_file_cut_short_is_a_sentence(tmp_path: Path, kept: int) -> None:
    path = write(tmp_path, pack_model(*own_article())[:kept])
    _refused(path)


@pytest.mark.parametrize("position", [0, 3, 8, 9, 30, 60, 400, 1000, 4500, 7000, 9000, 100_000, -1])
def test_a_changed_byte_is_a_sentence_or_another_card(tmp_path: Path, position: int) -> None:
    content = bytearray(pack_model(*own_article()))
    content[position] ^= 1
    path = write(tmp_path, bytes(content))
    try:
        card, weights = read_model_file(path)
    except ModelError:
        _refused(path)
    else:
        # A letter of a text of the card; the weights are unchanged.
        assert (card != own_article()[0], weights) == (True, article()[1])


@given(content=st.binary(max_size=200), length=st.none() | st.integers(0, 2**64 - 1))
def test_anything_else_is_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, length: int | None
) -> None:
    start = b"" if length is None else struct.pack("<Q", length)
    _refused(write(tmp_path_factory.mktemp("given"), start + content))


def _tensors(change: Callable[[dict[str, Any]], object]) -> bytes:
    tensors = load(article()[1])
    change(tensors)
    return of_weights(save(tensors))


def _first(tensors: dict[str, Any]) -> str:
    return min(tensors)


def _spoilt(number: float) -> Callable[[dict[str, Any]], object]:
    return lambda tensors: tensors[_first(tensors)].view(-1)[0].fill_(number)


@pytest.mark.parametrize(
    "change",
    [
        _spoilt(math.nan),
        _spoilt(math.inf),
        _spoilt(-math.inf),
        lambda tensors: tensors.pop(_first(tensors)),
        lambda tensors: tensors.update(more=tensors[_first(tensors)].clone()),
        lambda tensors: tensors.update({_first(tensors): tensors[_first(tensors)].double()}),
        lambda tensors: tensors.update({_first(tensors): tensors[_first(tensors)][None].clone()}),
        lambda tensors: tensors.update({_first(tensors): tensors[_first(tensors)][:1].clone()}),
        lambda tensors: tensors.clear(),
    ],
    ids=["nan", "inf", "-inf", "one less", "one more", "float64", "deeper", "shorter", "none"],
)
def test_weights_that_are_no_model_s_are_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    _refused(write(tmp_path, _tensors(change)))


@pytest.mark.parametrize(
    "fields",
    [
        {"sha256": "0" * 64},
        {"name": 3},
        {"name": ""},
        {"title": "x" * (LONGEST_TITLE + 1)},
        {"title": "two\nlines"},
        {"title": "\x1b[2J"},
        {"title": "  "},
        {"terms": "x" * (LONGEST_TEXT + 1)},
        {"terms": None},
        {"description": "\u202e"},
        {"description": "\ud800"},
        {"data": "text"},
        {"data": [{"name": "x"}]},
        {"data": [{"name": 1, "terms": "", "use": ""}]},
        {"data": [{"name": "", "terms": "", "use": ""}] * 1000},
        {"recipe": None},
        {"recipe": {"x": math.nan}},
        {"recipe": {"x": "\ud800"}},
        {"measured": [[[[[[[[[[]]]]]]]]]]},
        {"measured": {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": 1}}}}}}}}},
        {"pairs": -1},
        {"pairs": True},
        {"pairs": "many"},
        {"date": 2026},
        {"start": "\0"},
        {"working_size": 10**9},
        {"commercial_use": "yes"},
        {"another": "field"},
        {"description": "x" * LARGEST_CARD},
    ],
    ids=str,
)
def test_cards_that_make_no_sense_are_refused(tmp_path: Path, fields: dict[str, Any]) -> None:
    _refused(write(tmp_path, with_fields(**fields)))


def test_another_architecture_asks_for_another_version(tmp_path: Path) -> None:
    path = write(tmp_path, with_fields(architecture="of tomorrow"))
    with pytest.raises(ModelError, match=r"another version of Lowexp \(“of tomorrow”\)"):
        read_model_file(path)


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        [],
        "text",
        {},
        {"format": "lowexp model 1"},
        {"format": "lowexp model 2", "card": "{}"},
        {"format": "lowexp model 1", "card": {}},
        {"format": "lowexp model 1", "card": "{}", "code": "import os"},
        {"format": "lowexp model 1", "card": "[" * 100_000},
    ],
    ids=lambda value: str(value)[:40],
)
def test_headers_of_another_kind_are_refused(tmp_path: Path, metadata: object) -> None:
    card, weights = own_article()
    _, rest = _parts(pack_model(card, weights))
    _refused(write(tmp_path, _packed(metadata, rest, weights)))


def test_a_header_nested_without_end_is_refused(tmp_path: Path) -> None:
    header = b'{"__metadata__":' + b"[" * 1_000_000
    _refused(write(tmp_path, len(header).to_bytes(8, "little") + header))


@pytest.mark.parametrize("size", [2**31, 2**40])
def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, size: int) -> None:
    path = write(tmp_path, pack_model(*own_article()))
    try:
        os.truncate(path, size)
    except OSError:
        pytest.skip("no file of this size here")
    _refused(path)


def test_weights_alone_are_no_model(tmp_path: Path) -> None:
    _refused(write(tmp_path, article()[1]))


def test_a_folder_or_nothing_is_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.lowexp-model", Path("\0")):
        _refused(path)


def test_damaged_weights_are_not_packed() -> None:
    card, weights = article()
    with pytest.raises(ModelError, match="damaged"):
        pack_model(card, weights[:-1] + bytes([weights[-1] ^ 1]))


def _refused(path: Path) -> None:
    """The file is refused with a message, and nothing is stored."""
    with pytest.raises(ModelError) as raised:
        import_model(path)
    assert str(raised.value).endswith(".")
    assert "Traceback" not in str(raised.value)
    assert not own_models_folder().exists()
