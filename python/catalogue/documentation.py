"""Types of arguments as stated in Keras' own documentation."""

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
    """Returns the text of each argument in the section ``Args``."""
    section = _SECTION.search(inspect.getdoc(found) or "")
    return {} if section is None else {name: " ".join(told.split()) for name, told in _ARGUMENT.findall(section[1])}


def hint(told: str) -> str | None:
    """Returns the type named at the beginning of an argument's text, or None."""
    return next((kind for kind, pattern in _HINTS.items() if re.match(pattern, told, re.IGNORECASE)), None)
