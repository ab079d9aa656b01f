"""What Keras' own documentation of an argument says about its type."""

import inspect
import re
from typing import Any

_SECTION = re.compile(r"^(?:Args|Arguments):\n(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_ARGUMENT = re.compile(r"^ {4}(\w+)(?: \([^)\n]*\))?:(.*?)(?=^ {4}\w|\Z)", re.MULTILINE | re.DOTALL)
_HINTS = {
    "bool": r"bool\b|boolean|whether",
    "int": r"(an |python |positive |optional )*int\b|(an |python |positive |optional )*integer",
    "double": r"(a |python |optional )*float",
}


def arguments(found: Any) -> dict[str, str]:
    """Argument to text, from the section ``Args``."""
    section = _SECTION.search(inspect.getdoc(found) or "")
    return {} if section is None else {name: " ".join(told.split()) for name, told in _ARGUMENT.findall(section[1])}


def hint(told: str) -> str | None:
    """The type with which a text about an argument begins."""
    return next((kind for kind, pattern in _HINTS.items() if re.match(pattern, told, re.IGNORECASE)), None)
