"""Typed text that every database and every answer can hold."""

from pydantic import BeforeValidator


def printable(text: str) -> str:
    """Return `text` with a space for each control character and half of a pair.

    Its length stays, so that places found in it hold. PostgreSQL refuses some of these characters,
    and no answer can be encoded with others.
    """
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)


def _printed(value: object) -> object:
    # What is no text is for the next rule to refuse.
    return printable(value) if isinstance(value, str) else value


# Stands last in an `Annotated`: what follows the text's own rules is done before them.
PRINTABLE = BeforeValidator(_printed)
