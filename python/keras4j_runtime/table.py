"""Live objects by number: Java keeps the number, Python keeps the object."""

import itertools
from typing import Any


class Gone(Exception):
    """The number belongs to no live object: it was released, or another process gave it."""


_objects: dict[int, Any] = {}
_numbers = itertools.count(1)


def number_from(first: int) -> None:
    """Begins the numbers there, for a process that comes after another whose numbers may still be asked for."""
    global _numbers
    _numbers = itertools.count(first)


def put(value: Any) -> int:
    """Keeps an object and returns its number. A number is never used twice."""
    number = next(_numbers)
    _objects[number] = value
    return number


def get(number: int) -> Any:
    """The object behind a number.

    Raises:
        Gone: no live object has this number.
    """
    try:
        return _objects[number]
    except KeyError:
        raise Gone(f"no live object has the number {number}") from None


def release(numbers: list[int]) -> list[Any]:
    """Forgets objects and returns them; unknown numbers are ignored."""
    return [_objects.pop(number) for number in numbers if number in _objects]


def live() -> int:
    """How many objects are kept."""
    return len(_objects)
