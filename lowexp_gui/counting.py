"""Numbers with what they count, in English; the window has its own words for other languages."""


def counted(number: float, one: str, many: str) -> str:
    """Such as “1 photo” and “3 photos”; a number with decimal places has those that it needs.

    >>> counted(1, "photo", "photos"), counted(0.25, "megapixel", "megapixels")
    ('1 photo', '0.25 megapixels')
    """
    shown = f"{number:g}" if isinstance(number, float) else str(number)
    return f"{shown} {one if number == 1 else many}"
