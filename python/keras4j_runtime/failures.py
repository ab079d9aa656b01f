"""Conversion of exceptions to data: no Python exception may cross into Java as an exception."""

import os
import re
import sys
import traceback
from collections.abc import Iterable
from types import FrameType, TracebackType
from typing import Any

_MAX_CAUSES = 8
_ANSI_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def describe(error: BaseException) -> dict[str, Any]:
    """Returns all that Java needs to rebuild the exception with its causes and its location."""
    return _describe(error, _MAX_CAUSES)


def exit_if_out_of_memory(error: BaseException) -> None:
    """Ends this process if an exception reports exhausted memory, so that another process takes over its work."""
    chain: BaseException | None = error
    while chain is not None:
        if _is_out_of_memory(chain):
            sys.stderr.write(f"out of memory: {type(error).__qualname__}: {_text(error)[:200]}\n")
            sys.stderr.flush()
            os._exit(1)
        chain = chain.__cause__ or chain.__context__


def _is_out_of_memory(error: BaseException) -> bool:
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
    """Returns the exception's message without Keras' ANSI colours, even if its `__str__` fails."""
    try:
        return _ANSI_COLOURS.sub("", str(error))
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
    """Returns the name of the Keras layer that was running, if any.

    Keras removes most of its own frames from a traceback. The remaining candidates are the `self` of layers, of
    which the outermost belongs to the program, or else the `layer` variable of a model's loop, of which the
    innermost counts, because outer loops may already have finished.
    """
    try:
        frames = [frame for frame, _ in traceback.walk_tb(trace)]
        names = _names(frames, "self") + _names(reversed(frames), "layer")
    except BaseException:
        # Keras could not be imported, or the object is only half constructed.
        return None
    return names[0] if names else None


def _names(frames: Iterable[FrameType], local: str) -> list[str]:
    from keras import Layer, Model

    subjects = [frame.f_locals.get(local) for frame in frames]
    layers = [subject for subject in subjects if isinstance(subject, Layer) and not isinstance(subject, Model)]
    names = [getattr(layer, "name", None) for layer in layers]
    return [name for name in names if isinstance(name, str)]
