"""Benchmark of preprocessing with scikit-learn: 100,000 rows of 50 columns with missing values."""

import time

import numpy as np
from sklearn.decomposition import PCA
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

ROWS = 100_000
COLUMNS = 50


class Preprocessing:
    """Rows, and the time to fit and apply the steps."""

    def __init__(self) -> None:
        random = np.random.default_rng(1)
        self._rows = random.random((ROWS, COLUMNS)) * 10
        self._rows[random.random(self._rows.shape) < 0.05] = np.nan

    def seconds(self, components: int) -> float:
        """Returns the seconds to impute, to normalize and, with components, to compute principal components."""
        steps = [SimpleImputer(strategy="median"), StandardScaler()]
        start = time.perf_counter()
        make_pipeline(*steps, *([PCA(components)] if components else [])).fit_transform(self._rows)
        return time.perf_counter() - start
