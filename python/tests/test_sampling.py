"""Tests of Bayesian optimisation: good proposals, and reproducible ones."""

import math
import random
from typing import Any

import pytest

from keras4j_runtime import missing_packages, sampling

pytestmark = pytest.mark.no_backend

Point = dict[str, Any]

SPACE = [
    {"name": "x", "kind": "real", "low": -1.0, "high": 1.0, "log": False, "when": []},
    {"name": "y", "kind": "whole", "low": 0, "high": 4, "log": False, "when": []},
    {"name": "kind", "kind": "choice", "low": 0, "high": 2, "log": False, "when": []},
    {"name": "rate", "kind": "real", "low": 1e-4, "high": 0.1, "log": True, "when": [{"name": "kind", "among": [1]}]},
    {"name": "depth", "kind": "whole", "low": 1, "high": 8, "log": True, "when": [{"name": "y", "low": 1, "high": 2}]},
]


def error(point: Point) -> float:
    """Returns an error that is 0 at x = 0.3, y = 2, kind = 1, rate = 0.01."""
    choice = abs(math.log10(point["rate"]) + 2) / 20 if point["kind"] == 1 else 0.3
    return (point["x"] - 0.3) ** 2 + 0.2 * (point["y"] - 2) ** 2 + choice


def first(seed: int, count: int) -> list[Point]:
    draw = random.Random(seed)
    points = [{"x": draw.uniform(-1, 1), "y": draw.randint(0, 4), "kind": draw.randint(0, 2)} for _ in range(count)]
    for point in points:
        if point["kind"] == 1:
            point["rate"] = 10 ** draw.uniform(-4, -1)
        if 1 <= point["y"] <= 2:
            point["depth"] = draw.randint(1, 8)
    return points


def suggest(points: list[Point], count: int, seed: int = 1, space: list[Any] = SPACE) -> list[Point]:
    told = [{"point": point, "result": error(point)} for point in points]
    request = {"space": space, "told": told, "maximize": False, "count": count, "seed": seed}
    return sampling.suggest(request, lambda _: 1, [])[0]


def test_a_search_comes_closer_than_points_at_random() -> None:
    better = 0
    for seed in range(5):
        points = first(seed, 10)
        while len(points) < 40:
            points += suggest(points, 3, seed + len(points))
        better += min(map(error, points)) < min(map(error, first(seed, 40)))
    assert better >= 4


def test_proposals_depend_on_the_results_alone() -> None:
    known = first(3, 12)
    assert suggest(known, 4) == suggest(known, 4)
    assert suggest(known, 4) != suggest(known, 4, seed=2)


def test_values_that_do_not_matter_are_left_out_and_all_lie_in_their_ranges() -> None:
    points = suggest(first(5, 20), 20)
    assert len(points) == 20
    for point in points:
        assert ("rate" in point) == (point["kind"] == 1)
        assert ("depth" in point) == (1 <= point["y"] <= 2)
        assert -1 <= point["x"] <= 1
        assert 1e-4 <= point.get("rate", 0.01) <= 0.1
        assert 1 <= point.get("depth", 1) <= 8


def test_no_point_comes_twice_and_there_are_fewer_where_all_is_known() -> None:
    space = [{"name": "y", "kind": "whole", "low": 0, "high": 4, "log": False, "when": []}]
    told = [{"point": {"y": 1}, "result": 1.0}, {"point": {"y": 2}, "result": None}]
    request = {"space": space, "told": told, "maximize": True, "count": 9, "seed": 1}
    points, _ = sampling.suggest(request, lambda _: 1, [])
    assert sorted(point["y"] for point in points) == [0, 3, 4]


def test_without_optuna_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(
        missing_packages.MissingPackage, match="Bayesian optimisation needs Optuna, which the JAX environment lacks"
    ):
        suggest([], 1)
