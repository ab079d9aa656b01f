"""Table of live objects: Java holds the number, Python holds the object."""

import itertools
from typing import Any


class Gone(Exception):
    """Error for a number without a live object: it was released, or another process issued it."""


_objects: dict[int, Any] = {}
_numbers = itertools.count(1)


def start_numbers_at(first: int) -> None:
    """Sets the first number, for a process that replaces another whose numbers may still be in use."""
    global _numbers
    _numbers = itertools.count(first)


def put(value: Any) -> int:
    """Stores an object and returns its number, which is never reused."""
    number = next(_numbers)
    _objects[number] = value
    return number


def get(number: int) -> Any:
    """Returns the object with a number.

    Raises:
        Gone: if no live object has this number.
    """
    try:
        return _objects[number]
    except KeyError:
        raise Gone(f"no live object has the number {number}") from None


def release(numbers: list[int]) -> list[Any]:
    """Removes and returns objects; unknown numbers are ignored."""
    return [_objects.pop(number) for number in numbers if number in _objects]


def live_count() -> int:
    """Returns the number of stored objects."""
    return len(_objects)
