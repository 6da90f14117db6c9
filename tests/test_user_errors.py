"""Sentences for a person: templates and values, kept and told in English, and how the sources make them."""

import ast
import copy
import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lowexp_gui
from lowexp_gui.errors import (
    CONTEXT,
    NO_SENTENCE,
    Counted,
    Sentence,
    UserError,
    Value,
    sentence_fields,
    sentence_from,
    system_reason,
)
from lowexp_gui.photo.errors import PhotoError

PACKAGE = Path(lowexp_gui.__file__).parent
TREES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
ARABIC = PACKAGE.parent / "resources" / "translations" / "lowexp_ar.ts"
PLACE = re.compile(r"\{([a-z_]+)\}")
NAMES = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=8)
COUNTED = st.builds(Counted, st.integers(0, 10**6), st.text(max_size=8), st.text(max_size=8))


def sentences(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Sentence]:
    named = st.dictionaries(NAMES, values, max_size=3)
    return st.builds(lambda template, found: Sentence(template, **found), st.text(max_size=40), named)


VALUES = st.recursive(st.one_of(st.text(max_size=20), st.integers(), COUNTED), sentences, max_leaves=4)


def test_in_english_each_place_has_its_value() -> None:
    reason = Sentence("the folder {folder} is read-only", folder="“b”")
    sentence = Sentence("{file} was not saved: {reason}.", file="“a {reason}.jpg”", reason=reason)
    assert str(sentence) == "“a {reason}.jpg” was not saved: the folder “b” is read-only."
    assert str(Sentence("Found {found} of {all}.", found=Counted(1, "pair", "pairs"), all=3)) == (
        "Found 1 pair of 3."
    )
    assert str(Sentence("{photo} has {n:03} and {unknown}.", photo="a")) == "a has {n:03} and {unknown}."


@given(sentences(VALUES))
def test_what_is_kept_comes_back(sentence: Sentence) -> None:
    assert sentence_from(json.loads(json.dumps(sentence_fields(sentence)))) == sentence
    assert copy.deepcopy(sentence) == sentence
    assert hash(copy.copy(sentence)) == hash(sentence)


@given(st.text(max_size=200))
def test_a_text_of_an_earlier_version_stays_readable(text: str) -> None:
    assert str(sentence_from(text)) == text


def test_what_is_hostile_is_refused() -> None:
    nested: object = {"template": "{a}" * 600, "values": {"a": "x" * 1000}}
    for fields in (nested, {"template": "a"}, {"template": 1, "values": {}}, 3, None, "x" * 5000):
        with pytest.raises(ValueError, match="sentence"):
            sentence_from(fields)
    for value in (1.5, None, True, [], {"number": "1", "one": "a", "many": "b"}):
        with pytest.raises(ValueError, match="sentence"):
            sentence_from({"template": "{a}", "values": {"a": value}})


def nested_in(text: str, template: str, depth: int) -> object:
    fields: object = text
    for _ in range(depth):
        fields = {"template": template, "values": {"a": fields}}
    return fields


def test_a_hostile_sentence_costs_no_more_than_its_length() -> None:
    assert str(sentence_from(nested_in("", "{a}" * 600, 7))) == ""
    for fields in (nested_in("x" * 2000, "{a}" * 10**6, 1), nested_in("x", "{a}", 10_000)):
        with pytest.raises(ValueError, match="sentence"):
            sentence_from(fields)


def test_an_error_says_its_sentence_in_another_process_too() -> None:
    error = PhotoError(Sentence("{photo} is empty.", photo="“a.jpg”"), Path("a.jpg"))
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (str(again), again.path, again.sentence) == ("“a.jpg” is empty.", Path("a.jpg"), error.sentence)
    assert isinstance(again, UserError)


def test_a_system_gives_its_reason() -> None:
    assert str(system_reason(PermissionError(13, "Permission denied"))) == "Permission denied"
    assert str(system_reason(ValueError("embedded null byte"))) == "its name is not valid"
    assert not NO_SENTENCE


def _calls() -> Iterator[tuple[str, ast.Call, str]]:
    """All calls of the sources: where they are, themselves, and what they call."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node, name


def _user_errors() -> set[str]:
    """The names of all errors with a sentence."""
    parents = {
        node.name: {getattr(base, "id", "") for base in node.bases}
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"UserError"}
    while more := {name for name, bases in parents.items() if bases & found} - found:
        found |= more
    return found


CALLS = list(_calls())
MARKED = [(where, call) for where, call, name in CALLS if name == "QT_TRANSLATE_NOOP"]
TEMPLATES = {call.args[1].value for _, call in MARKED if call.args[0].value == CONTEXT}  # type: ignore[attr-defined]


def test_every_user_error_takes_a_sentence() -> None:
    errors = _user_errors()
    assert {"PhotoError", "ModelError", "DataError", "QueueBusyError"} <= errors
    plain = (ast.Constant, ast.JoinedStr, ast.BinOp)
    wrong = [
        where
        for where, call, name in CALLS
        if name in errors and call.args and (isinstance(call.args[0], plain) or _is_text(call.args[0]))
    ]
    assert wrong == []


def _is_text(node: ast.expr) -> bool:
    """Whether it is str(…) or a text that is filled in."""
    if not isinstance(node, ast.Call):
        return False
    return getattr(node.func, "id", "") == "str" or getattr(node.func, "attr", "") in ("format", "join")


def test_every_template_is_marked_for_translation() -> None:
    calls = [(where, call) for where, call, name in CALLS if name == "Sentence"]
    assert len(calls) > 200
    written = (ast.JoinedStr, ast.BinOp)
    wrong = [
        where
        for where, call in calls
        if isinstance(call.args[0], written)
        or _is_text(call.args[0])
        or (isinstance(call.args[0], ast.Constant) and call.args[0].value)
    ]
    assert wrong == []
    assert [where for where, call in MARKED if not all(isinstance(a, ast.Constant) for a in call.args)] == []


def test_every_place_of_a_template_has_a_value() -> None:
    wrong = []
    for where, call, name in CALLS:
        if (
            name == "Sentence"
            and getattr(getattr(call.args[0], "func", None), "id", "") == "QT_TRANSLATE_NOOP"
        ):
            places = set(PLACE.findall(call.args[0].args[1].value))  # type: ignore[attr-defined]
            given_values = {each.arg for each in call.keywords}
            # What reads and writes photos says the names when it knows the file.
            missing = places - given_values - ({"photo", "format"} if where.startswith("photo") else set())
            if missing or given_values - places:
                wrong.append((where, missing, given_values - places))
    assert wrong == []


def test_every_template_has_an_arabic_translation_with_the_same_places() -> None:
    translated = {
        message.findtext("source"): message.findtext("translation") or ""
        for context in ElementTree.parse(ARABIC).iter("context")  # noqa: S314
        if context.findtext("name") == CONTEXT
        for message in context.iter("message")
    }
    assert len(TEMPLATES) > 200
    assert translated.keys() == TEMPLATES
    wrong = [
        template
        for template, arabic in translated.items()
        if set(PLACE.findall(template)) != set(PLACE.findall(arabic)) or not arabic
    ]
    assert wrong == []
