"""Numbers stand for objects; a number is never used twice."""

import pytest

from keras4j_runtime import table


def test_an_object_is_found_by_its_number_until_it_is_released() -> None:
    before = table.live()
    thing = object()
    number = table.put(thing)
    assert table.get(number) is thing
    assert table.live() == before + 1
    assert table.release([number]) == [thing]
    assert table.live() == before
    with pytest.raises(table.Gone) as gone:
        table.get(number)
    assert str(gone.value) == f"no live object has the number {number}"
    assert gone.value.__suppress_context__


def test_a_number_is_never_used_twice() -> None:
    seen = set()
    for _ in range(100):
        number = table.put("x")
        assert number not in seen
        seen.add(number)
        table.release([number])


def test_unknown_and_repeated_numbers_are_ignored() -> None:
    number = table.put("x")
    assert table.release([number, number, -1, 0, 10**9]) == ["x"]
