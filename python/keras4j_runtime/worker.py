"""Worker process that runs Keras and communicates with Java through a pair of pipes.

A message is the length of its JSON, the JSON, and raw bytes whose sizes the JSON states. Java sends calls, answers to the
questions of a call, and requests to stop a call; it receives questions, results and log lines.
The process ends with its parent, because the pipe is then closed.
"""

import json
import mmap
import os
import queue
import signal
import struct
import sys
import threading
from typing import Any, BinaryIO

import numpy as np

from . import bridge, failures, object_table

_LENGTH_PREFIX = struct.Struct(">I")
_STACK_BYTES = 64 << 20
"""Stack size of the threads: C recursion in native libraries needs more than the default."""
_GIVE_UP, _GO_ON = 0, 1

Head = dict[str, Any]
Array = np.ndarray[Any, Any]


class Pipe:
    """Sequence of messages: any thread may call `send`, a single thread `receive`."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source = source
        self._sink = sink
        self._lock = threading.Lock()

    def send(self, head: Head, attachments: list[bytes] | None = None) -> None:
        """Sends JSON and raw bytes."""
        parts = attachments or []
        text = json.dumps({**head, "sizes": [len(part) for part in parts]}).encode()
        with self._lock:
            self._sink.write(_LENGTH_PREFIX.pack(len(text)))
            self._sink.write(text)
            for part in parts:
                self._sink.write(part)
            self._sink.flush()

    def receive(self) -> tuple[Head, list[bytes]] | None:
        """Returns the next message, or None if the other side has closed the pipe."""
        start = self._source.read(_LENGTH_PREFIX.size)
        if len(start) < _LENGTH_PREFIX.size:
            return None
        (length,) = _LENGTH_PREFIX.unpack(start)
        head = json.loads(self._source.read(length))
        return head, [self._source.read(size) for size in head["sizes"]]


class Call:
    """Call of a function, and the exchange of messages while it runs."""

    def __init__(self, pipe: Pipe, head: Head, attachments: list[bytes]) -> None:
        self._pipe = pipe
        self._head = head
        self._attachments = attachments
        self._answers: queue.SimpleQueue[tuple[Head, list[bytes]]] = queue.SimpleQueue()
        self._stopped = False

    def run(self) -> None:
        """Calls the function and sends its result, then the arrays that it filled."""
        try:
            arrays = _arrays(self._head["arrays"], self._attachments)
        except OSError as error:
            failures.exit_if_out_of_memory(error)
            self._pipe.send({"id": self._head["id"], "reply": "error", "text": json.dumps(failures.describe(error))})
            return
        given: list[Any] = [*arrays, self._batch] if self._head["batches"] else arrays
        kind, text, *parts = bridge.call(self._head["function"], self._head["request"], self._event, "", *given)
        filled = [array.tobytes() for array, known in zip(arrays, self._head["arrays"], strict=True) if known["place"] == "out"]
        self._pipe.send({"id": self._head["id"], "reply": kind, "text": text}, [*parts, *filled])

    def stop(self) -> None:
        """Ends the call at its next batch, and answers a pending question."""
        self._stopped = True
        self._answers.put(({"next": _GIVE_UP, "arrays": []}, []))

    def answer(self, head: Head, attachments: list[bytes]) -> None:
        """Accepts the answer to the call's question."""
        self._answers.put((head, attachments))

    def _event(self, text: str | None) -> int:
        """Asks Java whether to continue; without a report it only sends a heartbeat and waits for no answer."""
        if self._stopped:
            return _GIVE_UP
        if text is None:
            self._pipe.send({"id": self._head["id"], "beat": True})
            return _GO_ON
        self._pipe.send({"id": self._head["id"], "event": text})
        return int(self._answers.get()[0]["next"])

    def _batch(self, stream: int, anew: bool) -> list[Any] | None:
        """Returns the next batch as defined by `batches.Source`."""
        if self._stopped:
            return []
        self._pipe.send({"id": self._head["id"], "stream": stream, "anew": anew})
        head, attachments = self._answers.get()
        if head["arrays"] is None:
            return None
        return ["", *_arrays(head["arrays"], attachments)] if head["arrays"] else []


def _arrays(known: list[Head], attachments: list[bytes]) -> list[Array]:
    inline = iter(attachments)
    return [_array(each, inline) for each in known]


def _array(known: Head, inline: Any) -> Array:
    """Returns an array that is mapped from a file, was attached to the message, or is to be filled."""
    dtype, shape = np.dtype(known["dtype"]), known["shape"]
    if known["place"] == "out":
        return np.zeros(shape, dtype)
    if known["place"] == "frame":
        return np.frombuffer(bytearray(next(inline)), dtype).reshape(shape)
    with open(known["place"], "rb") as file:
        # Writable, because DLPack exports no read-only memory; writes stay private to this process.
        memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    return np.frombuffer(memory, dtype, int(np.prod(shape)), known["offset"]).reshape(shape)


class Worker:
    """Dispatcher of calls to threads, one for each lane of Java: one trains, one predicts, one loads models."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._calls: dict[int, Call] = {}
        threading.stack_size(_STACK_BYTES)
        self._lanes = {name: self._lane(name) for name in ("TRAINING", "PREDICTION", "LOADING")}

    def _lane(self, name: str) -> "queue.SimpleQueue[int]":
        waiting: queue.SimpleQueue[int] = queue.SimpleQueue()

        def live() -> None:
            while True:
                number = waiting.get()
                self._calls[number].run()
                del self._calls[number]

        threading.Thread(target=live, name=name, daemon=True).start()
        return waiting

    def serve(self) -> None:
        """Processes messages until the pipe is closed."""
        while (frame := self._pipe.receive()) is not None:
            head, attachments = frame
            if "lane" in head:
                self._calls[head["id"]] = Call(self._pipe, head, attachments)
                self._lanes[head["lane"]].put(head["id"])
            elif (call := self._calls.get(head["id"])) is not None:
                if "stop" in head:
                    call.stop()
                else:
                    call.answer(head, attachments)


def _started(pipe: Pipe) -> None:
    """Imports Keras as requested by the first message, and replies with the versions or the error."""
    frame = pipe.receive()
    if frame is None:
        return
    request = frame[0]
    os.chdir(request["folder"])
    object_table.start_numbers_at(request["first"])
    kind, text = bridge.start(json.dumps(request), lambda stream, line: pipe.send({"log": stream, "line": line}))
    pipe.send({"id": 0, "reply": kind, "text": text})


def main() -> None:
    """Serves the parent process; output of other code goes to file descriptor 2.

    Signals that ask a group of processes to end are ignored: the parent still answers its calls, then closes the pipe.
    """
    os.setpgid(0, 0)
    for request_to_end in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(request_to_end, signal.SIG_IGN)
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    pipe = Pipe(source, sink)
    _started(pipe)
    Worker(pipe).serve()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
