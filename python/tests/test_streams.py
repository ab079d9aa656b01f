"""Tests of the redirection of output to lines."""

import threading

import pytest

from keras4j_runtime import streams

pytestmark = pytest.mark.no_backend


class Taken(list[tuple[str, str]]):
    """List of the lines that a stream emits."""

    def __call__(self, stream: str, line: str) -> None:
        self.append((stream, line))


@pytest.fixture
def taken() -> Taken:
    return Taken()


def test_lines_are_handed_over_without_their_ends(taken: Taken) -> None:
    stream = streams.LogStream("stdout", 1, taken)
    assert stream.write("one\ntwo\r\nthree") == 14
    assert taken == [("stdout", "one"), ("stdout", "two")]
    stream.write("!\n")
    assert taken[2:] == [("stdout", "three!")]


def test_a_flush_hands_over_half_a_line_once(taken: Taken) -> None:
    stream = streams.LogStream("stderr", 2, taken)
    stream.flush()
    stream.write("half")
    stream.flush()
    stream.flush()
    assert taken == [("stderr", "half")]


def test_each_thread_has_a_line_of_its_own(taken: Taken) -> None:
    stream = streams.LogStream("stdout", 1, taken)
    both = threading.Barrier(2, timeout=10)

    def write(name: str) -> None:
        stream.write(name)
        both.wait()
        stream.write(name + "\n")

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [("stdout", "aa"), ("stdout", "bb")]


def test_one_line_that_takes_long_holds_up_no_other_thread() -> None:
    slow, fast = threading.Event(), threading.Event()

    def emit(_: str, line: str) -> None:
        if line == "slow":
            assert fast.wait(10)
        else:
            fast.set()

    stream = streams.LogStream("stdout", 1, emit)

    def write_slow() -> None:
        stream.write("slow\n")
        slow.set()

    thread = threading.Thread(target=write_slow)
    thread.start()
    stream.write("fast\n")
    thread.join(10)
    assert slow.is_set()


def test_a_line_may_print_while_it_is_handed_over() -> None:
    lines: list[str] = []

    def emit(_: str, line: str) -> None:
        lines.append(line)
        if line == "outer":
            stream.write("inner\n")

    stream = streams.LogStream("stdout", 1, emit)
    stream.write("outer\n")
    assert lines == ["outer", "inner"]


def test_half_a_surrogate_pair_is_a_question_mark(taken: Taken) -> None:
    streams.LogStream("stdout", 1, taken).write("a\ud83d \U0001f600\n")
    assert taken == [("stdout", "a? \U0001f600")]


def test_a_stream_answers_as_a_stream() -> None:
    stream = streams.LogStream("stderr", 2, lambda stream, line: None)
    assert stream.fileno() == 2
    assert not stream.isatty()
    assert stream.writable()
    assert not stream.readable()
    assert (stream.encoding, stream.errors) == ("utf-8", "replace")
    with pytest.raises(TypeError):
        stream.write(b"bytes")  # type: ignore[arg-type]


def test_redirecting_and_restoring() -> None:
    import sys

    before = sys.stdout, sys.stderr
    lines = Taken()
    try:
        streams.redirect(lines)
        print("out")
        print("err", file=sys.stderr)
        streams.restore()
        assert sys.stdout is sys.__stdout__
        assert sys.stderr is sys.__stderr__
    finally:
        sys.stdout, sys.stderr = before
    assert lines == [("stdout", "out"), ("stderr", "err")]
