"""Texts that the window shows in its language, declared where nothing knows Qt."""


class Translatable(str):
    """An English text; the window looks its translation up.

    Attributes:
        context: of the text in the files of translations.
    """

    __slots__ = ("context",)
    context: str

    def __new__(cls, context: str, text: str) -> "Translatable":
        """A text of a context."""
        made = super().__new__(cls, text)
        made.context = context
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """What a copy, or a process that it is sent to, makes it from."""
        return (self.context, str(self))


def QT_TRANSLATE_NOOP(context: str, text: str) -> Translatable:  # noqa: N802
    """Mark a text to be translated; the program that collects the texts (lupdate) finds it by this name."""
    return Translatable(context, text)
