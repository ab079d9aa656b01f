"""What a trial is of: a program, rows to learn from, and rows to predict."""

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Fold:
    """Rows to learn from, and the inputs of rows to predict."""

    training: list[Array]
    assessed: list[Array]


@dataclass(frozen=True)
class Member:
    """One trial: a program, the fold that it learns from, and the epochs before its last after which it predicts, ascending."""

    request: dict[str, Any]
    fold: Fold
    early: tuple[int, ...]


Predictions = list[list[Array]]
"""For each early epoch, then for the last, what each output gives: (rows, ...)."""
