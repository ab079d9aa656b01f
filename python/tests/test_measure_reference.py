"""Reference values of scikit-learn for the Java measures; as a program, it rewrites the file for the Java tests."""

import json
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import special
from sklearn import calibration, datasets, linear_model, metrics

pytestmark = pytest.mark.no_backend

JAVA = Path(__file__).parents[2] / "java/core/src"
REFERENCE = JAVA / "test/resources/keras4j/measure/reference.json"
DATA = JAVA / "main/resources/keras4j/data"


def table(name: str) -> list[list[str]]:
    return [line.split(",") for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def some_weights(rows: int) -> list[int]:
    return [1 + row % 3 for row in range(rows)]


def cars() -> dict[str, Any]:
    """Returns a regression case: miles per gallon of cars by weight and power."""
    header, *rows = table("mtcars.csv")
    columns = {name: np.array([float(row[i]) for row in rows]) for i, name in enumerate(header)}
    x = np.column_stack([np.ones(len(rows)), columns["wt"], columns["hp"]])
    predicted = (x @ np.linalg.lstsq(x, columns["mpg"], rcond=None)[0]).round(3)
    return {"truth": columns["mpg"].tolist(), "predicted": predicted.tolist(), "weights": some_weights(len(rows))}


def flowers() -> dict[str, Any]:
    """Returns a case of three classes: irises by their sepals, with much overlap."""
    rows = table("iris.csv")[31:]  # 20, 50 and 50, so that averages differ.
    x, levels = np.array([[float(cell) for cell in row[:2]] for row in rows]), sorted({row[4] for row in rows})
    return classes(x, [levels.index(row[4]) for row in rows], levels)


def tumours() -> dict[str, Any]:
    """Returns a case of two classes: tumours by two of their measurements."""
    bunch = datasets.load_breast_cancer()
    return classes(bunch.data[::4, [4, 8]], [int(code) for code in bunch.target[::4]], ["malignant", "benign"])


def classes(x: np.ndarray, truth: list[int], levels: list[str]) -> dict[str, Any]:
    scaled = (x - x.mean(axis=0)) / x.std(axis=0)
    model = linear_model.LogisticRegression(tol=1e-10, max_iter=1000).fit(scaled, truth)
    probabilities = model.predict_proba(scaled).round(3)
    probabilities[:, -1] = (1 - probabilities[:, :-1].sum(axis=1)).round(3)
    assert (probabilities >= 0).all()
    return {
        "levels": levels,
        "truth": truth,
        "probabilities": probabilities.tolist(),
        "predicted": probabilities.argmax(axis=1).tolist(),
        "weights": some_weights(len(truth)),
    }


def numbers(cases: dict[str, Any], weights: list[int] | None) -> dict[str, float]:
    truth, predicted = np.array(cases["truth"]), np.array(cases["predicted"])
    variances = np.cov(truth, predicted, aweights=weights)
    apart = np.average(truth, weights=weights) - np.average(predicted, weights=weights)
    return {
        "rmse": metrics.root_mean_squared_error(truth, predicted, sample_weight=weights),
        "mae": metrics.mean_absolute_error(truth, predicted, sample_weight=weights),
        "mape": 100 * metrics.mean_absolute_percentage_error(truth, predicted, sample_weight=weights),
        "rsq_trad": metrics.r2_score(truth, predicted, sample_weight=weights),
        # scikit-learn lacks the following measures: NumPy and SciPy compute their definitions.
        "smape": 100 * np.average(2 * abs(truth - predicted) / (abs(truth) + abs(predicted)), weights=weights),
        "rsq": variances[0, 1] ** 2 / (variances[0, 0] * variances[1, 1]),
        "ccc": 2 * variances[0, 1] / (variances[0, 0] + variances[1, 1] + apart**2),
        "huber_loss": np.average(special.huber(1, truth - predicted), weights=weights),
        "huber_loss(delta=2.5)": np.average(special.huber(2.5, truth - predicted), weights=weights),
    }


def averaged(cases: dict[str, Any], weights: list[int] | None, average: str | None, event: int) -> dict[str, float]:
    truth, predicted = cases["truth"], cases["predicted"]
    settings = {"average": average or "binary", "pos_label": event, "sample_weight": weights, "zero_division": np.nan}
    binary = [by_level(truth, predicted, level, weights) for level in range(len(cases["levels"]))]
    chosen = binary[event] if average is None else join(cases, weights, average, binary)
    precision = metrics.precision_score(truth, predicted, **settings)
    recall = metrics.recall_score(truth, predicted, **settings)
    return {
        "precision": precision,
        "ppv": precision,
        "recall": recall,
        "sens": recall,
        "f_meas": metrics.f1_score(truth, predicted, **settings),
        "f_meas(beta=2)": metrics.fbeta_score(truth, predicted, beta=2, **settings),
        **chosen,
    }


def by_level(truth: list[int], predicted: list[int], level: int, weights: list[int] | None) -> dict[str, float]:
    """Returns one-versus-rest values of a level for measures without an average in scikit-learn."""
    actual, found = np.array(truth) == level, np.array(predicted) == level
    others = {"pos_label": False, "sample_weight": weights}
    return {
        "spec": metrics.recall_score(actual, found, **others),
        "npv": metrics.precision_score(actual, found, **others),
        "bal_accuracy": metrics.balanced_accuracy_score(actual, found, sample_weight=weights),
        "j_index": metrics.balanced_accuracy_score(actual, found, sample_weight=weights, adjusted=True),
    }


def join(cases: dict[str, Any], weights: list[int] | None, average: str, binary: list[dict[str, float]]) -> dict[str, float]:
    if average == "micro":
        # Each case counts once per level.
        every = np.eye(3, dtype=int)
        truth, predicted = every[cases["truth"]].ravel(), every[cases["predicted"]].ravel()
        return by_level(truth.tolist(), predicted.tolist(), 1, np.repeat(weights, 3).tolist() if weights else None)
    totals = np.bincount(cases["truth"], weights=weights) if average == "weighted" else None
    return {name: float(np.average([each[name] for each in binary], weights=totals)) for name in binary[0]}


def ranked(truth: np.ndarray, score: np.ndarray, weights: list[int] | None) -> dict[str, float]:
    precision, recall, _ = metrics.precision_recall_curve(truth, score, sample_weight=weights)
    return {
        "roc_auc": metrics.roc_auc_score(truth, score, sample_weight=weights),
        "pr_auc": metrics.auc(recall, precision),
        "average_precision": metrics.average_precision_score(truth, score, sample_weight=weights),
    }


def whole(cases: dict[str, Any], weights: list[int] | None) -> dict[str, float]:
    truth, predicted, p = cases["truth"], cases["predicted"], np.array(cases["probabilities"])
    squares = ((np.eye(p.shape[1])[truth] - p) ** 2).sum(axis=1) / 2
    return {
        "accuracy": metrics.accuracy_score(truth, predicted, sample_weight=weights),
        "kap": metrics.cohen_kappa_score(truth, predicted, sample_weight=weights),
        "mcc": metrics.matthews_corrcoef(truth, predicted, sample_weight=weights),
        "mn_log_loss": metrics.log_loss(truth, p, sample_weight=weights),
        "brier_class": np.average(squares, weights=weights),
    }


def two_levels(cases: dict[str, Any], weights: list[int] | None) -> dict[str, float]:
    found = whole(cases, weights)
    p = np.array(cases["probabilities"])
    for event, suffix in ((0, ""), (1, "event_level=second")):
        truth = np.array(cases["truth"]) == event
        each = {**averaged(cases, weights, None, event), **ranked(truth, p[:, event], weights)}
        found |= {setting(name, suffix): value for name, value in each.items()}
    assert found["brier_class"] == pytest.approx(metrics.brier_score_loss(np.array(cases["truth"]), p[:, 1], sample_weight=weights))
    return found


def three_levels(cases: dict[str, Any], weights: list[int] | None) -> dict[str, float]:
    found = whole(cases, weights)
    truth, p = np.array(cases["truth"]), np.array(cases["probabilities"])
    for average, suffix in (("macro", ""), ("weighted", "estimator=macro_weighted"), ("micro", "estimator=micro")):
        found |= {setting(name, suffix): value for name, value in averaged(cases, weights, average, 1).items()}
    levels = [ranked(truth == level, p[:, level], weights) for level in range(3)]
    for average, totals in (("macro", None), ("macro_weighted", np.bincount(truth, weights=weights))):
        for name in levels[0]:
            value = np.average([level[name] for level in levels], weights=totals)
            found[setting(name, f"estimator={average}")] = float(value)
    # The method of Hand and Till has no weights.
    found["roc_auc"] = found["roc_auc(estimator=macro)"] if weights else metrics.roc_auc_score(truth, p, multi_class="ovo")
    return found


def setting(name: str, more: str) -> str:
    if not more:
        return name
    return f"{name[:-1]}, {more})" if name.endswith(")") else f"{name}({more})"


def curves(cases: dict[str, Any]) -> dict[str, Any]:
    """Returns the curves with the first level as event, points from left to right as in Java."""
    truth, score = np.array(cases["truth"]) == 0, np.array(cases["probabilities"])[:, 0]
    others, events, thresholds = metrics.roc_curve(truth, score, drop_intermediate=False)
    precision, recall, _ = metrics.precision_recall_curve(truth, score)
    observed, predicted = calibration.calibration_curve(truth, score, n_bins=10)
    return {
        "threshold": thresholds[1:].tolist(),
        "false_positive": others.tolist(),
        "sensitivity": events.tolist(),
        "recall": recall[::-1].tolist(),
        "precision": precision[::-1].tolist(),
        "predicted": predicted.tolist(),
        "observed": observed.tolist(),
    }


def expected(cases: dict[str, dict[str, Any]]) -> dict[str, Any]:
    of = {"cars": numbers, "flowers": three_levels, "tumours": two_levels}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found: dict[str, Any] = {
            name: {
                "plain": {key: float(value) for key, value in of[name](each, None).items()},
                "weighted": {key: float(value) for key, value in of[name](each, each["weights"]).items()},
            }
            for name, each in cases.items()
        }
    for name in ("flowers", "tumours"):
        found[name]["counts"] = metrics.confusion_matrix(cases[name]["truth"], cases[name]["predicted"]).tolist()
    found["tumours"]["curves"] = curves(cases["tumours"])
    return found


def test_the_reference_is_what_scikit_learn_computes() -> None:
    reference = json.loads(REFERENCE.read_text(encoding="utf-8"))
    assert_close(expected(reference["cases"]), reference["expected"], 1e-9)


def test_the_predictions_come_from_real_data() -> None:
    reference = json.loads(REFERENCE.read_text(encoding="utf-8"))
    # The last digit may differ on another machine.
    assert_close({"cars": cars(), "flowers": flowers(), "tumours": tumours()}, reference["cases"], 1.5e-3)


def assert_close(found: Any, wanted: Any, tolerance: float) -> None:
    if isinstance(wanted, dict):
        assert found.keys() == wanted.keys()
        for name in wanted:
            assert_close(found[name], wanted[name], tolerance)
    else:
        assert np.array(found).tolist() == wanted or found == pytest.approx(np.array(wanted), abs=tolerance)


if __name__ == "__main__":
    predictions = {"cars": cars(), "flowers": flowers(), "tumours": tumours()}
    REFERENCE.parent.mkdir(parents=True, exist_ok=True)
    REFERENCE.write_text(json.dumps({"cases": predictions, "expected": expected(predictions)}) + "\n", encoding="utf-8")
    sys.exit(0)
