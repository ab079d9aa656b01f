"""The register of cases, and what all of them use."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import h5py
import keras

L = keras.layers
META, CONFIG, WEIGHTS = "metadata.json", "config.json", "model.weights.h5"
STAMP = (2026, 1, 2, 3, 4, 6)
DOS_STAMP = ((3 << 11) | (4 << 5) | 3, (46 << 9) | (1 << 5) | 2)
KERNEL = "layers/dense/vars/0"
Json = Any
Parts = dict[str, bytes]
Edit = Callable[[Json], None]
Hook = Callable[[h5py.Group, str, Any], None]


@dataclass
class Case:
    """One file of the corpus: what it is, and how its bytes are made."""

    category: str
    slug: str
    what: str
    make: Callable[[], bytes]


CASES: list[Case] = []


def add(category: str, slug: str, what: str, make: Callable[[], bytes]) -> None:
    """Register one case."""
    CASES.append(Case(category, slug, what, make))


def case(category: str, slug: str, what: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register the decorated function as the maker of one case."""

    def register(make: Callable[[], bytes]) -> Callable[[], bytes]:
        add(category, slug, what, make)
        return make

    return register


def tidy(slug: str, what: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register an archive trick."""
    return case("A", slug, what)


def liar(slug: str, what: str, make: Callable[[], bytes]) -> None:
    """Register a case whose parts are sound and do not belong together."""
    add("I", slug, what, make)
