"""Exceptions as data: nothing that Python raises may cross into Java as an exception."""

import os
import re
import sys
import traceback
from collections.abc import Iterable
from types import FrameType, TracebackType
from typing import Any

_LONGEST_CHAIN = 8
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def describe(error: BaseException) -> dict[str, Any]:
    """Everything Java needs to rebuild the exception, its causes and where it came from."""
    return _describe(error, _LONGEST_CHAIN)


def leave_without_memory(error: BaseException) -> None:
    """Ends this process if an exception says that there is no memory left, so that another does what it had to do."""
    chain: BaseException | None = error
    while chain is not None:
        if _exhausted(chain):
            sys.stderr.write(f"out of memory: {type(error).__qualname__}: {_text(error)[:200]}\n")
            sys.stderr.flush()
            os._exit(1)
        chain = chain.__cause__ or chain.__context__


def _exhausted(error: BaseException) -> bool:
    words = ("RESOURCE_EXHAUSTED", "ResourceExhausted", "OOM when allocating", "bad_alloc", "Cannot allocate memory")
    told = f"{type(error).__qualname__}: {_text(error)}"
    return isinstance(error, MemoryError) or any(word in told for word in words)


def _describe(error: BaseException, depth: int) -> dict[str, Any]:
    kind = type(error)
    cause = error.__cause__
    if cause is None and not error.__suppress_context__:
        cause = error.__context__
    return {
        "type": kind.__qualname__,
        "module": kind.__module__,
        "text": _text(error),
        "notes": _notes(error),
        "frames": [
            {"file": frame.filename, "line": frame.lineno or 0, "function": frame.name}
            for frame in traceback.extract_tb(error.__traceback__)
        ],
        "layer": _layer(error.__traceback__),
        "traceback": "".join(traceback.format_exception(error, chain=False)),
        "cause": None if cause is None or depth == 0 else _describe(cause, depth - 1),
    }


def _text(error: BaseException) -> str:
    """The exception's own words without Keras' colours, even when its `__str__` fails."""
    try:
        return _COLOURS.sub("", str(error))
    except BaseException as broken:
        return f"<{type(error).__qualname__} whose text could not be made: {broken!r}>"


def _notes(error: BaseException) -> list[str]:
    notes = getattr(error, "__notes__", None)
    return [_note(note) for note in notes] if isinstance(notes, (list, tuple)) else []


def _note(note: object) -> str:
    try:
        return str(note)
    except BaseException:
        return "<a note whose text could not be made>"


def _layer(trace: TracebackType | None) -> str | None:
    """The name of the Keras layer that was at work, if one was.

    Keras takes most of its own frames out of a traceback. What is left is the `self` of layers, of
    which the outermost is one of the program's, or else the `layer` at which a model has stopped: of
    these the innermost, as outer loops may be at their end.
    """
    try:
        frames = [frame for frame, _ in traceback.walk_tb(trace)]
        names = _names(frames, "self") + _names(reversed(frames), "layer")
    except BaseException:
        # Keras could not be imported, or the subject is no more than half made.
        return None
    return names[0] if names else None


def _names(frames: Iterable[FrameType], local: str) -> list[str]:
    from keras import Layer, Model

    subjects = [frame.f_locals.get(local) for frame in frames]
    layers = [subject for subject in subjects if isinstance(subject, Layer) and not isinstance(subject, Model)]
    names = [getattr(layer, "name", None) for layer in layers]
    return [name for name in names if isinstance(name, str)]
