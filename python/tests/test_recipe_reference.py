"""Reference values for the recipe steps, computed by scikit-learn, SciPy and NumPy from the bundled data."""

import csv
import json
import math
import pathlib

import numpy as np
import pytest
import scipy.stats
from sklearn import decomposition, impute, preprocessing

pytestmark = pytest.mark.no_backend

CORE = pathlib.Path(__file__).parents[2] / "java" / "core" / "src"
REFERENCE = CORE / "test" / "resources" / "keras4j" / "recipe" / "reference.json"
TRAIN = 24


def mtcars() -> dict[str, np.ndarray]:
    with (CORE / "main" / "resources" / "keras4j" / "data" / "mtcars.csv").open() as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def iris() -> np.ndarray:
    with (CORE / "main" / "resources" / "keras4j" / "data" / "iris.csv").open() as file:
        return np.array([[float(cell) for cell in row[:4]] for row in list(csv.reader(file))[1:]])


def with_holes(values: np.ndarray) -> np.ndarray:
    """Returns the values with every fifth one missing."""
    holed = values.copy()
    holed[::5] = math.nan
    return holed


def power(name: str, values: np.ndarray) -> dict[str, object]:
    method = "box-cox" if name == "box" else "yeo-johnson"
    transformer = preprocessing.PowerTransformer(method=method, standardize=False).fit(values[:TRAIN, None])
    return {"lambda": float(transformer.lambdas_[0]), "values": transformer.transform(values[:, None])[:, 0].tolist()}


def gower(a: np.ndarray, b: np.ndarray, *, missing_values: float, ranges: np.ndarray) -> float:
    both = ~np.isnan(a) & ~np.isnan(b)
    return float(np.mean(np.minimum(1, np.abs(a - b)[both] / ranges[both]))) if both.any() else math.nan


def knn(cars: dict[str, np.ndarray]) -> list[float]:
    holed = np.column_stack([with_holes(cars["hp"]), cars["disp"], cars["wt"]])
    ranges = np.nanmax(holed[:TRAIN], axis=0) - np.nanmin(holed[:TRAIN], axis=0)

    def metric(a: np.ndarray, b: np.ndarray, *, missing_values: float = math.nan) -> float:
        return gower(a, b, missing_values=missing_values, ranges=ranges)

    imputer = impute.KNNImputer(n_neighbors=3, metric=metric).fit(holed[:TRAIN])
    return imputer.transform(holed)[:, 0].tolist()


def poly(values: np.ndarray, degree: int) -> list[list[float]]:
    """Computes R's poly(): QR of the centred powers, with the signs of the powers; new rows use the same triangle."""
    mean = values[:TRAIN].mean()
    powers = np.vander(values - mean, degree + 1, increasing=True)
    _, triangle = np.linalg.qr(powers[:TRAIN])
    triangle *= np.sign(np.diag(triangle))[:, None]
    return np.linalg.solve(triangle.T, powers.T)[1:].tolist()


def corr(cars: dict[str, np.ndarray]) -> list[str]:
    names = [name for name in cars if name != "mpg"]
    matrix = np.abs(np.corrcoef(np.array([cars[name][:TRAIN] for name in names])))
    mean = matrix.mean(axis=0)
    removed = {names[j] if mean[j] > mean[i] else names[i] for j in range(len(names)) for i in range(j) if matrix[i, j] > 0.8}
    return sorted(removed)


def scaled(cars: dict[str, np.ndarray]) -> dict[str, object]:
    hp = cars["hp"]
    train = hp[:TRAIN]
    low_high = preprocessing.MinMaxScaler(clip=True).fit(train[:, None])
    return {
        "mean": float(train.mean()),
        "sd": float(train.std(ddof=1)),
        "normalize": scipy.stats.zmap(hp, train, ddof=1).tolist(),
        "center": (hp - train.mean()).tolist(),
        "scale": (hp / train.std(ddof=1)).tolist(),
        "range": low_high.transform(hp[:, None])[:, 0].tolist(),
    }


def imputed(cars: dict[str, np.ndarray]) -> dict[str, object]:
    holed = with_holes(cars["hp"])
    result = {
        strategy: impute.SimpleImputer(strategy=strategy).fit(holed[:TRAIN, None]).transform(holed[:, None])[:, 0].tolist()
        for strategy in ("mean", "median")
    }
    return result | {"knn": knn(cars)}


def components() -> dict[str, object]:
    values = iris()
    z = scipy.stats.zscore(values, ddof=1)
    pca = decomposition.PCA(n_components=2).fit(z)
    signs = np.sign(pca.components_[np.arange(2), np.abs(pca.components_).argmax(axis=1)])
    return {
        "loadings": (pca.components_ * signs[:, None]).tolist(),
        "variances": pca.explained_variance_.tolist(),
        "scores": (pca.transform(z) * signs).tolist(),
    }


def bins(cars: dict[str, np.ndarray]) -> dict[str, object]:
    cuts = scipy.stats.mstats.mquantiles(cars["hp"][:TRAIN], [0.25, 0.5, 0.75], alphap=1, betap=1)
    return {"cuts": cuts.tolist(), "bins": (np.searchsorted(cuts, cars["hp"], side="left") + 1).tolist()}


def computed() -> dict[str, object]:
    cars = mtcars()
    return {
        "scaled": scaled(cars),
        "imputed": imputed(cars),
        "boxCox": power("box", cars["hp"]),
        "yeoJohnson": power("yeo", cars["hp"] - cars["hp"].mean()),
        "poly": poly(cars["hp"], 3),
        "corr": corr(cars),
        "pca": components(),
        "discretize": bins(cars),
    }


def assert_close(found: object, wanted: object) -> None:
    if isinstance(wanted, dict):
        assert isinstance(found, dict)
        assert found.keys() == wanted.keys()
        for key, value in wanted.items():
            assert_close(found[key], value)
    elif isinstance(wanted, list) and wanted and isinstance(wanted[0], str):
        assert found == wanted
    else:
        np.testing.assert_allclose(np.array(found, dtype=float), np.array(wanted, dtype=float), rtol=1e-4, atol=1e-6)


def test_the_reference_is_what_scikit_learn_and_scipy_compute() -> None:
    assert_close(computed(), json.loads(REFERENCE.read_text()))


if __name__ == "__main__":
    REFERENCE.parent.mkdir(parents=True, exist_ok=True)
    REFERENCE.write_text(json.dumps(computed(), indent=1) + "\n")
