"""Keras in a process of its own, which Java asks through a pair of pipes.

A frame is the length of its JSON, the JSON, and the raw bytes whose sizes it tells. Java sends calls, answers to what a call asks,
and wishes that a call should stop; it gets what calls ask, what they gave back, and lines of logs.
The process ends when its parent does, because then the pipe ends.
"""

import json
import mmap
import os
import queue
import struct
import sys
import threading
from typing import Any, BinaryIO

import numpy as np

from . import bridge, failures, table

_HEAD = struct.Struct(">I")
_STACK = 64 << 20
"""Bytes: C recursion in native libraries needs more than a thread's usual stack."""
_GIVE_UP, _GO_ON = 0, 1

Head = dict[str, Any]
Array = np.ndarray[Any, Any]


class Pipe:
    """Frames, one after another: `send` by any thread, `receive` by one."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source = source
        self._sink = sink
        self._lock = threading.Lock()

    def send(self, head: Head, attachments: list[bytes] | None = None) -> None:
        """Sends JSON and raw bytes."""
        parts = attachments or []
        text = json.dumps({**head, "sizes": [len(part) for part in parts]}).encode()
        with self._lock:
            self._sink.write(_HEAD.pack(len(text)))
            self._sink.write(text)
            for part in parts:
                self._sink.write(part)
            self._sink.flush()

    def receive(self) -> tuple[Head, list[bytes]] | None:
        """The next frame; None when the other side is gone."""
        start = self._source.read(_HEAD.size)
        if len(start) < _HEAD.size:
            return None
        (length,) = _HEAD.unpack(start)
        head = json.loads(self._source.read(length))
        return head, [self._source.read(size) for size in head["sizes"]]


class Call:
    """One call of a function, and the conversation while it runs."""

    def __init__(self, pipe: Pipe, head: Head, attachments: list[bytes]) -> None:
        self._pipe = pipe
        self._head = head
        self._attachments = attachments
        self._answers: queue.SimpleQueue[tuple[Head, list[bytes]]] = queue.SimpleQueue()
        self._stopped = False

    def run(self) -> None:
        """Calls the function and sends what it gave back, then the arrays that it filled."""
        try:
            arrays = _arrays(self._head["arrays"], self._attachments)
        except OSError as error:
            self._pipe.send({"id": self._head["id"], "reply": "error", "text": json.dumps(failures.describe(error))})
            return
        given: list[Any] = [self._batch] if self._head["batches"] else arrays
        kind, text, *parts = bridge.call(self._head["function"], self._head["request"], self._event, 0, *given)
        filled = [array.tobytes() for array, known in zip(arrays, self._head["arrays"], strict=True) if known["place"] == "out"]
        self._pipe.send({"id": self._head["id"], "reply": kind, "text": text}, [*parts, *filled])

    def stop(self) -> None:
        """Has the call end at its next batch, and answers what it may be asking."""
        self._stopped = True
        self._answers.put(({"next": _GIVE_UP, "arrays": []}, []))

    def answer(self, head: Head, attachments: list[bytes]) -> None:
        """Takes the answer to what the call asked."""
        self._answers.put((head, attachments))

    def _event(self, text: str | None) -> int:
        """Asks Java whether to go on; without a report Java is told that there is life, and its answer not waited for."""
        if self._stopped:
            return _GIVE_UP
        if text is None:
            self._pipe.send({"id": self._head["id"], "beat": True})
            return _GO_ON
        self._pipe.send({"id": self._head["id"], "event": text})
        return int(self._answers.get()[0]["next"])

    def _batch(self, stream: int, anew: bool) -> list[Any] | None:
        """The next batch as `batches.Source` has it."""
        if self._stopped:
            return []
        self._pipe.send({"id": self._head["id"], "stream": stream, "anew": anew})
        head, attachments = self._answers.get()
        if head["arrays"] is None:
            return None
        return [0, *_arrays(head["arrays"], attachments)] if head["arrays"] else []


def _arrays(known: list[Head], attachments: list[bytes]) -> list[Array]:
    inline = iter(attachments)
    return [_array(each, inline) for each in known]


def _array(known: Head, inline: Any) -> Array:
    """An array that lies in a file, came with the frame, or is to be filled."""
    dtype, shape = np.dtype(known["dtype"]), known["shape"]
    if known["place"] == "out":
        return np.zeros(shape, dtype)
    if known["place"] == "frame":
        return np.frombuffer(bytearray(next(inline)), dtype).reshape(shape)
    with open(known["place"], "rb") as file:
        # Writable, as DLPack hands on no other memory; what is written stays in this process.
        memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    return np.frombuffer(memory, dtype, int(np.prod(shape)), known["offset"]).reshape(shape)


class Worker:
    """Runs calls on two threads, as Java has two lanes: one trains, one predicts."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._calls: dict[int, Call] = {}
        threading.stack_size(_STACK)
        self._lanes = {name: self._lane(name) for name in ("TRAINING", "PREDICTION")}

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
        """Does what the frames say until there are no more."""
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
    """Imports Keras as the first frame says, and says which versions run or why they do not."""
    frame = pipe.receive()
    if frame is None:
        return
    request = frame[0]
    os.chdir(request["folder"])
    table.number_from(request["first"])
    kind, text = bridge.start(json.dumps(request), lambda stream, line: pipe.send({"log": stream, "line": line}))
    pipe.send({"id": 0, "reply": kind, "text": text})


def main() -> None:
    """Serves the parent process; what others print goes to file descriptor 2."""
    os.setpgid(0, 0)
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
