"""Redirection of `sys.stdout` and `sys.stderr` to log lines in Java."""

import io
import sys
import threading
from collections.abc import Callable


class LogStream(io.TextIOBase):
    """Text stream that buffers the output of each thread and emits complete lines."""

    def __init__(self, name: str, number: int, emit: Callable[[str, str], None]) -> None:
        self._name = name
        self._number = number
        self._emit = emit
        self._local = threading.local()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "utf-8"

    @property
    def errors(self) -> str:  # type: ignore[override]
        return "replace"

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        return self._number

    def write(self, text: str) -> int:
        *lines, rest = (getattr(self._local, "rest", "") + text).split("\n")
        self._local.rest = rest
        for line in lines:
            self._line(line.rstrip("\r"))
        return len(text)

    def flush(self) -> None:
        rest, self._local.rest = getattr(self._local, "rest", ""), ""
        if rest:
            self._line(rest)

    def _line(self, line: str) -> None:
        """Emits a line without lone surrogates, which Jep can't convert."""
        self._emit(self._name, line.encode(errors=self.errors).decode())


def redirect(emit: Callable[[str, str], None]) -> None:
    """Sends both streams to `emit(stream name, line)`."""
    sys.stdout = LogStream("stdout", 1, emit)
    sys.stderr = LogStream("stderr", 2, emit)


def restore() -> None:
    """Restores the process' own streams before Java exits."""
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
