"""Reference values of SciPy and NumPy for intervals; as a program, it rewrites the file for the Java tests."""

import csv
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import optimize, special, stats

pytestmark = pytest.mark.no_backend

JAVA = Path(__file__).parents[2] / "java/core/src"
REFERENCE = JAVA / "test/resources/keras4j/internal/interval/reference.json"
DATA = JAVA / "main/resources/keras4j/data"
LEVELS = (0.5, 0.8, 0.95, 0.999)


def scaled(name: str, *columns: str) -> Any:
    with (DATA / name).open(encoding="utf-8") as file:
        numbers = np.array([[float(row[column]) for column in columns] for row in csv.DictReader(file)])
    return (numbers - numbers.mean(axis=0)) / numbers.std(axis=0)


def with_bias(features: Any) -> Any:
    return np.hstack([features, np.ones((len(features), 1))])


def numbers(x: Any, y: Any, weights: Any) -> dict[str, Any]:
    """Returns the sufficient statistics of a regression."""
    residuals, spectrum = y - x @ weights, np.linalg.eigvalsh(x.T @ x)
    return {
        "rows": len(x),
        "norms": (weights**2).sum(axis=0).tolist(),
        "curvature": (x**2).sum(axis=0)[:, None].tolist(),
        "spectrum": np.where(spectrum < 1e-9 * spectrum.max(), 0, spectrum).tolist(),
        "residuals": (residuals.T @ residuals).tolist(),
    }


def cars() -> dict[str, Any]:
    """Returns the statistics of two outcomes of 32 cars on three features, slightly off the best fit."""
    x, y = with_bias(scaled("mtcars.csv", "hp", "drat", "qsec")), scaled("mtcars.csv", "mpg", "wt")
    return numbers(x, y, np.linalg.lstsq(x, y, rcond=None)[0] + 0.05)


def wide() -> dict[str, Any]:
    """Returns the statistics of an almost exact fit with more features than rows."""
    random = np.random.default_rng(3)
    x, y = with_bias(random.normal(size=(8, 20))), random.normal(size=(8, 1))
    return numbers(x, y, np.linalg.lstsq(x, y, rcond=None)[0] + 0.01)


def flowers() -> dict[str, Any]:
    """Returns the statistics of three classes of 150 flowers on four features."""
    x = with_bias(scaled("iris.csv", "sepal_length", "sepal_width", "petal_length", "petal_width"))
    weights = np.random.default_rng(4).normal(size=(5, 3))
    p = special.softmax(x @ weights, axis=1)
    return {
        "rows": len(x),
        "norms": (weights**2).sum(axis=0).tolist(),
        "curvature": ((x**2).T @ (p * (1 - p))).tolist(),
        "spectrum": [],
        "residuals": [],
    }


def negative_evidence(logs: Any, rows: float, rss: float, norm: float, spectrum: Any) -> float:
    """Returns the negative log evidence of a regression in log tau and log sigma squared."""
    tau, noise = np.exp(logs)
    return float(
        rows / 2 * np.log(noise)
        + rss / (2 * noise)
        - len(spectrum) / 2 * np.log(tau)
        + tau * norm / 2
        + np.log(spectrum / noise + tau).sum() / 2
    )


def posterior_of_numbers(case: dict[str, Any]) -> dict[str, Any]:
    sums, spectrum, residuals = np.array(case["curvature"])[:, 0], np.array(case["spectrum"]), np.array(case["residuals"])
    found = []
    for unit, norm in enumerate(case["norms"]):
        rss = residuals[unit, unit]
        start = np.log([case["rows"] / (rss * len(sums)), rss / case["rows"]])
        options = {"xatol": 1e-11, "fatol": 1e-13, "maxiter": 10_000}
        arguments = (case["rows"], rss, norm, spectrum)
        best = optimize.minimize(negative_evidence, start, arguments, method="Nelder-Mead", options=options)
        found.append(np.exp(best.x))
    tau, noise = np.array(found).T
    deviations = np.sqrt(np.diag(residuals))
    return {
        "precision": tau.tolist(),
        "noise": noise.tolist(),
        "variances": (1 / (sums[:, None] / noise + tau)).tolist(),
        "correlation": (residuals / np.outer(deviations, deviations)).tolist(),
    }


def posterior_of_classes(case: dict[str, Any]) -> dict[str, Any]:
    sums, norm = np.array(case["curvature"]), sum(case["norms"])

    def negative(log: float) -> float:
        return float(-sums.size / 2 * log + np.exp(log) * norm / 2 + np.log(sums + np.exp(log)).sum() / 2)

    tau = float(np.exp(optimize.minimize_scalar(negative, bracket=(-3, 3), method="brent", tol=1e-12).x))
    return {"precision": [tau], "noise": [], "variances": (1 / (sums + tau)).tolist(), "correlation": []}


def conformal() -> dict[str, Any]:
    """Returns the absolute residuals of three models and their predictions for one row."""
    random = np.random.default_rng(5)
    return {
        "distances": [np.abs(random.normal(size=size)).round(4).tolist() for size in (11, 9, 19)],
        "predicted": [0.5, 0.25, -0.125],
    }


def bounds(case: dict[str, Any], models: int, level: float) -> list[float]:
    """Returns the bounds as defined in the papers: quantiles of the residuals together with an infinite one."""
    moved = [(centre, each) for centre, all_ in zip(case["predicted"][:models], case["distances"], strict=False) for each in all_]
    lower = np.array([centre - each for centre, each in moved] + [-np.inf])
    upper = np.array([centre + each for centre, each in moved] + [np.inf])
    return [float(-np.quantile(-lower, level, method="inverted_cdf")), float(np.quantile(upper, level, method="inverted_cdf"))]


def cases() -> dict[str, Any]:
    return {"cars": cars(), "wide": wide(), "flowers": flowers(), "conformal": conformal()}


def expected(given: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: posterior_of_numbers(given[name]) for name in ("cars", "wide")}
    found["flowers"] = posterior_of_classes(given["flowers"])
    found["halves"] = {str(level): float(stats.norm.ppf((1 + level) / 2)) for level in LEVELS}
    found["split"] = {str(level): bounds(given["conformal"], 1, level) for level in (0.5, 0.8, 0.9)}
    found["cv"] = {str(level): bounds(given["conformal"], 3, level) for level in (0.5, 0.8, 0.95)}
    return found


def test_the_reference_is_what_scipy_computes() -> None:
    reference = json.loads(REFERENCE.read_text(encoding="utf-8"))
    assert_close(expected(reference["cases"]), reference["expected"], 1e-6)


def test_the_sums_come_from_real_and_from_seeded_rows() -> None:
    assert_close(cases(), json.loads(REFERENCE.read_text(encoding="utf-8"))["cases"], 1e-6)


def assert_close(found: Any, wanted: Any, tolerance: float) -> None:
    if isinstance(wanted, dict):
        assert found.keys() == wanted.keys()
        for name in wanted:
            assert_close(found[name], wanted[name], tolerance)
    elif isinstance(wanted, list):
        for one, other in zip(found, wanted, strict=True):
            assert_close(one, other, tolerance)
    else:
        assert found == pytest.approx(wanted, rel=tolerance)


if __name__ == "__main__":
    REFERENCE.parent.mkdir(parents=True, exist_ok=True)
    REFERENCE.write_text(json.dumps({"cases": cases(), "expected": expected(cases())}) + "\n", encoding="utf-8")
    sys.exit(0)
