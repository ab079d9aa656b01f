"""Exceptions as data: nothing that Python raises may cross into Java as an exception."""

import re
import traceback
from types import TracebackType
from typing import Any

_LONGEST_CHAIN = 8
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def describe(error: BaseException) -> dict[str, Any]:
    """Everything Java needs to rebuild the exception, its causes and where it came from."""
    return _describe(error, _LONGEST_CHAIN)


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
    """The name of the outermost Keras layer that was at work, if one was: that is one of the program's.

    Keras takes most of its own frames out of a traceback; what is left is a layer's `self`, or
    the `layer` at which a model that calls one after another has stopped.
    """
    try:
        from keras import Layer, Model

        while trace is not None:
            for local in ("self", "layer"):
                subject = trace.tb_frame.f_locals.get(local)
                if isinstance(subject, Layer) and not isinstance(subject, Model):
                    name = getattr(subject, "name", None)
                    return name if isinstance(name, str) else None
            trace = trace.tb_next
    except BaseException:
        # Keras could not be imported, or the subject is no more than half made.
        return None
    return None
