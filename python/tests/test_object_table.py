"""Tests of the object table, which never reuses a number."""

import pytest

from keras4j_runtime import object_table

pytestmark = pytest.mark.no_backend


def test_an_object_is_found_by_its_number_until_it_is_released() -> None:
    before = object_table.live_count()
    thing = object()
    number = object_table.put(thing)
    assert object_table.get(number) is thing
    assert object_table.live_count() == before + 1
    assert object_table.release([number]) == [thing]
    assert object_table.live_count() == before
    with pytest.raises(object_table.Gone) as gone:
        object_table.get(number)
    assert str(gone.value) == f"no live object has the number {number}"
    assert gone.value.__suppress_context__


def test_a_number_is_never_used_twice() -> None:
    seen = set()
    for _ in range(100):
        number = object_table.put("x")
        assert number not in seen
        seen.add(number)
        object_table.release([number])


def test_unknown_and_repeated_numbers_are_ignored() -> None:
    number = object_table.put("x")
    assert object_table.release([number, number, -1, 0, 10**9]) == ["x"]
