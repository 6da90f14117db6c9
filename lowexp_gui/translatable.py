"""Translatable texts, declared without Qt."""


class Translatable(str):
    """An English text that the window translates.

    Attributes:
        context: the text's context in the translation files.
    """

    __slots__ = ("context",)
    context: str

    def __new__(cls, context: str, text: str) -> "Translatable":
        """A text in a context."""
        made = super().__new__(cls, text)
        made.context = context
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """The arguments for copying and pickling."""
        return (self.context, str(self))


def QT_TRANSLATE_NOOP(context: str, text: str) -> Translatable:  # noqa: N802
    """Mark a text for translation; lupdate, which collects the texts, finds this name."""
    return Translatable(context, text)
