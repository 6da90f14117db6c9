"""Fuzzy search in short titles."""

import unicodedata

_AT_START, _AT_WORD, _INSIDE, _SCATTERED = 100, 80, 50, 10
_FEWEST_SCATTERED = 3
_LONGEST = 200


def match_score(query: str, title: str) -> int:
    """How well a title matches a query; 0 if it does not.

    Each word of the query must be at the start of the title, at the start of a word, inside, or, from
    three letters on, have its letters in the title in this order. Case and accents are ignored. Both are
    cut at 200 letters.
    """
    words, text = _plain(query).split(), _plain(title)
    scores = [_word_score(word, text) for word in words]
    if not all(scores):
        return 0
    # Of equally good titles, the shorter one is closer to the query.
    return 1000 * (sum(scores) + 1) - len(text)


def _word_score(word: str, text: str) -> int:
    if text.startswith(word):
        return _AT_START
    if f" {word}" in text:
        return _AT_WORD
    if word in text:
        return _INSIDE
    # Two letters are somewhere in most titles.
    return _SCATTERED if len(word) >= _FEWEST_SCATTERED and _has_in_order(word, text) else 0


def _has_in_order(word: str, text: str) -> bool:
    letters = iter(text)
    return all(letter in letters for letter in word)


def _plain(text: str) -> str:
    """A text in lower case without accents, mnemonics and dots."""
    apart = unicodedata.normalize("NFKD", text[:_LONGEST].replace("&", "").replace("…", ""))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
