"""Members of a trial group: programs, training rows and assessment rows."""

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Fold:
    """Training rows, and the inputs of the assessment rows."""

    training: list[Array]
    assessed: list[Array]


@dataclass(frozen=True)
class Member:
    """One trial: a program, its fold, and the epochs before the last after which it predicts, ascending."""

    request: dict[str, Any]
    fold: Fold
    early: tuple[int, ...]


Predictions = list[list[Array]]
"""Predictions of each output, (rows, ...), for each early epoch and then for the last epoch."""
