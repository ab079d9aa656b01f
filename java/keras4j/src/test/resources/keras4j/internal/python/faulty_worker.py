"""Stands for a worker process: answers calls with what was asked for, and fails once as the file `fault` beside it says."""

import json
import os
import struct
import sys

HEAD = struct.Struct(">I")
source, sink = sys.stdin.buffer, sys.stdout.buffer


def receive():
    start = source.read(HEAD.size)
    if len(start) < HEAD.size:
        sys.exit()
    head = json.loads(source.read(HEAD.unpack(start)[0]))
    for size in head["sizes"]:
        source.read(size)
    return head


def send(head):
    text = json.dumps({**head, "sizes": []}).encode()
    sink.write(HEAD.pack(len(text)) + text)
    sink.flush()


def raw(data):
    sink.write(data)
    sink.flush()


def fault():
    try:
        with open("fault") as file:
            name = file.read()
        os.remove("fault")
        return name
    except FileNotFoundError:
        return ""


def busy():
    with open("busy", "w") as file:
        file.write(str(os.getpid()))
    while True:
        receive()


FAULTS = {
    "signal": busy,
    "silent": busy,
    "exit 0": lambda: sys.exit(0),
    "exit 3": lambda: sys.exit(3),
    "garbage": lambda: raw(b"Segmentation fault, or something else that was printed\n" * 1000),
    "half a frame": lambda: (raw(HEAD.pack(100) + b'{"id":'), sys.exit(0)),
    "huge frame": lambda: (raw(HEAD.pack(2**31 - 1) + b"{" * 100_000), sys.exit(0)),
    "negative frame": lambda: raw(HEAD.pack(2**32 - 1)),
    "huge attachment": lambda: (raw(HEAD.pack(33) + b'{"id": 1, "sizes": [2000000000]} '), sys.exit(0)),
    "json of another kind": lambda: raw(HEAD.pack(2) + b"[]"),
    "no json": lambda: raw(HEAD.pack(2) + b"{]"),
    "answer to nobody": lambda: send({"id": 10**9, "reply": "ok", "text": "null"}),
    "flood of errors": lambda: sys.stderr.write("a line of errors\n" * 1_000_000),
}
at_start = fault() if os.path.exists("at-start") else ""
receive()
FAULTS.get(at_start, lambda: None)()
send({"id": 0, "reply": "ok", "text": '{"keras": "0"}'})
while True:
    call = receive()
    if "lane" in call:
        if call["function"] == "echo":
            FAULTS.get(fault(), lambda: None)()
        send({"id": call["id"], "reply": "ok", "text": call["request"]})
