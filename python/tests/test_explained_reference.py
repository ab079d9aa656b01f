"""Reference values of scikit-learn for a known function of two columns; as a program, it writes them for the Java tests."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn import base, inspection
from sklearn.inspection import _permutation_importance

pytestmark = pytest.mark.no_backend

REFERENCE = Path(__file__).parents[2] / "java/core/src/test/resources/keras4j/internal/explain/explained.json"
ROWS, REPEATS, SEED = 120, 3, 7


class Known(base.RegressorMixin, base.BaseEstimator):  # type: ignore[misc]
    """Regressor with the function that Java's test has too."""

    def fit(self, x: Any, y: Any) -> "Known":
        self.fitted_ = True
        return self

    def predict(self, x: Any) -> Any:
        return x[:, 0] ** 2 / 8 - x[:, 0] * x[:, 1]


class JavaOrders:
    """Random state for scikit-learn that shuffles rows like `java.util.Random` with Fisher and Yates."""

    def __init__(self) -> None:
        self.state = (SEED ^ 0x5DEECE66D) & ((1 << 48) - 1)
        self.before = np.arange(ROWS)

    def randint(self, bound: int) -> "JavaOrders":
        return self

    def shuffle(self, index: Any) -> None:
        order = np.arange(ROWS)
        for last in range(ROWS - 1, 0, -1):
            other = self._below(last + 1)
            order[last], order[other] = order[other], order[last]
        # scikit-learn applies each index to the result of the previous shuffle.
        index[:] = np.argsort(self.before)[order]
        self.before = order

    def _below(self, bound: int) -> int:
        while True:
            self.state = (self.state * 0x5DEECE66D + 0xB) & ((1 << 48) - 1)
            bits = self.state >> 17
            if bound & (bound - 1) == 0:
                return (bound * bits) >> 31
            if bits - bits % bound + bound - 1 < 1 << 31:
                return bits % bound


def reference(patch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Returns the columns a and b, the outcome, and the reference values of scikit-learn."""
    place = np.arange(ROWS)
    x = np.column_stack([(place * place % 997) / 100, place % 4])
    y = (x[:, 0] ** 2 / 8 - x[:, 0] * x[:, 1] + np.sin(place)).round(3)
    model = Known().fit(x, y)
    patch.setattr(_permutation_importance, "check_random_state", lambda state: JavaOrders())
    importance = inspection.permutation_importance(
        model, x, y, scoring="neg_root_mean_squared_error", n_repeats=REPEATS, random_state=SEED
    )
    dependence = [inspection.partial_dependence(model, x, [at], grid_resolution=50, kind="average") for at in range(2)]
    return {
        "a": x[:, 0].tolist(),
        "b": x[:, 1].tolist(),
        "y": y.tolist(),
        "losses": importance.importances.tolist(),
        "means": importance.importances_mean.tolist(),
        "deviations": importance.importances_std.tolist(),
        "grids": [each["grid_values"][0].tolist() for each in dependence],
        "averages": [each["average"][0].tolist() for each in dependence],
    }


def test_the_reference_is_what_scikit_learn_says(monkeypatch: pytest.MonkeyPatch) -> None:
    written = json.loads(REFERENCE.read_text(encoding="utf-8"))
    computed = reference(monkeypatch)
    assert written.keys() == computed.keys()
    for name, numbers in computed.items():
        for one, other in zip(np.ravel(np.hstack(numbers)), np.ravel(np.hstack(written[name])), strict=True):
            assert one == pytest.approx(other, rel=1e-9, abs=1e-12), name


if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch:
        REFERENCE.write_text(json.dumps(reference(patch)) + "\n", encoding="utf-8")
