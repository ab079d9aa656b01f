"""Benchmark of growth: the work of `keras4j.benchmarks.GrowthCases` that scikit-learn has, at a given size."""

import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from sklearn import decomposition, feature_selection, impute, metrics, model_selection, preprocessing

MIN_CALLS = 1
MAX_SECONDS = 0.3
COLUMNS = 20
ROWS = 200

Work = Callable[[], Any]


def numbers(rows: int, columns: int, missing: float = 0) -> np.ndarray:
    random = np.random.default_rng(1)
    values = random.uniform(1, 10, (rows, columns))
    values[random.random(values.shape) < missing] = np.nan
    return values


def labels(rows: int, columns: int, levels: int) -> np.ndarray:
    return np.char.add("level", np.random.default_rng(1).integers(levels, size=(rows, columns)).astype(str)).astype(object)


def table(axis: str, size: int, missing: float = 0) -> np.ndarray:
    return numbers(size, COLUMNS, missing) if axis == "rows" else numbers(ROWS, size, missing)


def label_table(axis: str, size: int) -> np.ndarray:
    return {"rows": lambda: labels(size, 5, 10), "columns": lambda: labels(ROWS, size, 5), "levels": lambda: labels(5000, 2, size)}[
        axis
    ]()


def steps() -> dict[str, Callable[[], Any]]:
    return {
        "center": lambda: preprocessing.StandardScaler(with_std=False),
        "scale": lambda: preprocessing.StandardScaler(with_mean=False),
        "normalize": preprocessing.StandardScaler,
        "range": lambda: preprocessing.MinMaxScaler(clip=True),
        "boxCox": lambda: preprocessing.PowerTransformer(method="box-cox", standardize=False),
        "yeoJohnson": lambda: preprocessing.PowerTransformer(standardize=False),
        "discretize": lambda: preprocessing.KBinsDiscretizer(
            10, encode="ordinal", strategy="quantile", quantile_method="linear", subsample=None
        ),
        "imputeMean": impute.SimpleImputer,
        "imputeMedian": lambda: impute.SimpleImputer(strategy="median"),
        "imputeConstant": lambda: impute.SimpleImputer(strategy="constant", fill_value=0),
        "imputeKnn": impute.KNNImputer,
        "zv": feature_selection.VarianceThreshold,
        "pca": lambda: decomposition.PCA(5),
    }


def label_steps() -> dict[str, Callable[[], Any]]:
    return {
        "dummy": lambda: preprocessing.OneHotEncoder(drop="first", sparse_output=False),
        "oneHot": lambda: preprocessing.OneHotEncoder(sparse_output=False),
        "integerCodes": preprocessing.OrdinalEncoder,
        "zeroBasedCodes": preprocessing.OrdinalEncoder,
        "imputeMode": lambda: impute.SimpleImputer(strategy="most_frequent", missing_values=None),
    }


def number_measures() -> dict[str, Callable[..., Any]]:
    return {
        "rmse": metrics.root_mean_squared_error,
        "mae": metrics.mean_absolute_error,
        "mape": metrics.mean_absolute_percentage_error,
        "rsq_trad": metrics.r2_score,
    }


def label_measures() -> dict[str, Callable[..., Any]]:
    return {
        "accuracy": metrics.accuracy_score,
        "kap": metrics.cohen_kappa_score,
        "mcc": metrics.matthews_corrcoef,
        "bal_accuracy": metrics.balanced_accuracy_score,
        "precision": lambda y, p: metrics.precision_score(y, p, average="macro", zero_division=0),
        "recall": lambda y, p: metrics.recall_score(y, p, average="macro"),
        "sens": lambda y, p: metrics.recall_score(y, p, average="macro"),
        "f_meas": lambda y, p: metrics.f1_score(y, p, average="macro"),
    }


def probability_measures() -> dict[str, Callable[..., Any]]:
    return {
        "roc_auc": lambda y, p: (
            metrics.roc_auc_score(y, p[:, 1]) if p.shape[1] == 2 else metrics.roc_auc_score(y, p, multi_class="ovo")
        ),
        "pr_auc": lambda y, p: [
            metrics.auc(*metrics.precision_recall_curve(y == level, p[:, level])[1::-1]) for level in levels(p)
        ],
        "average_precision": lambda y, p: [metrics.average_precision_score(y == level, p[:, level]) for level in levels(p)],
        "mn_log_loss": metrics.log_loss,
        "brier_class": metrics.brier_score_loss,
    }


def levels(probabilities: np.ndarray) -> range:
    return range(1 if probabilities.shape[1] == 2 else probabilities.shape[1])


def classes(rows: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    codes = np.arange(rows) % count
    drawn = np.random.default_rng(1).random((rows, count))
    drawn[np.arange(rows), codes] += 0.3
    return codes, drawn / drawn.sum(axis=1, keepdims=True)


def splitters() -> dict[str, Callable[[int], Any]]:
    return {
        "folds": lambda v: model_selection.KFold(v, shuffle=True, random_state=1),
        "groupFolds": model_selection.GroupKFold,
        "leaveOneOut": lambda _: model_selection.LeaveOneOut(),
        "monteCarlo": lambda v: model_selection.ShuffleSplit(v, random_state=1),
        "holdout": lambda _: model_selection.ShuffleSplit(1, random_state=1),
    }


def split(name: str, axis: str, size: int) -> Work:
    rows, count = (size, 10) if axis == "rows" else (5000, size)
    groups = np.arange(rows) // 10
    return lambda: list(splitters()[name](count).split(groups, groups=groups))


def work(name: str, axis: str, size: int) -> Work | None:
    """Returns what is timed, or None where scikit-learn has nothing like it."""
    if name in steps():
        values = table(axis, size, 0.05 if name.startswith("impute") else 0)
        return lambda: steps()[name]().fit_transform(values)
    if name in label_steps():
        values = label_table(axis, size)
        return lambda: label_steps()[name]().fit_transform(values)
    if name in number_measures():
        truth, predicted = numbers(size, 2).T
        return lambda: number_measures()[name](truth, predicted)
    if (name, axis) == ("roc_auc", "classes"):
        return None  # Each of a million pairs of classes takes a millisecond.
    if name in label_measures() | probability_measures():
        truth, probabilities = classes(size, 2) if axis == "rows" else classes(5000, size)
        predicted = probabilities if name in probability_measures() else probabilities.argmax(axis=1)
        return lambda: (label_measures() | probability_measures())[name](truth, predicted)
    if name in splitters():
        return split(name, axis, size)
    return None


def seconds(text: str, size: int) -> dict[str, float]:
    """Returns the least time of several calls, nothing where scikit-learn has nothing like it."""
    name, axis = text.split(", ")[:2] if text.count(", ") == 1 else ("", "")
    task = work(name, axis, size)
    if task is None:
        return {}
    least, end, calls = float("inf"), time.perf_counter() + MAX_SECONDS, 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        while calls < MIN_CALLS or time.perf_counter() < end:
            start = time.perf_counter()
            task()
            least = min(least, time.perf_counter() - start)
            calls += 1
    return {"seconds": least}
