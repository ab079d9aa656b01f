"""Server of a Keras model as a Python service would have it: FastAPI with typed rows, on uvicorn.

    BENCHMARK_MODEL=model.keras BENCHMARK_CALL=jit python -m uvicorn benchmarks.http_server:create --factory

`keras4j.benchmarks.HttpFigures` starts it, and reads the time of a call without HTTP from its output.
"""

import os
from typing import Any

import fastapi
import keras
import numpy as np
import pydantic

from . import network, timing
from .replies import answer

NAMES = [f"x{number:02}" for number in range(1, 21)]
LEVELS = ["a", "b", "c"]
WARM_UP = 2_000
SECONDS = 2

Row: Any = pydantic.create_model("Row", **dict.fromkeys(NAMES, (float, ...)))  # type: ignore[call-overload]


def create() -> fastapi.FastAPI:
    """Returns the application with its model, after some calls without HTTP."""
    model = keras.saving.load_model(os.environ["BENCHMARK_MODEL"])
    call = network.compiled(model) if os.environ["BENCHMARK_CALL"] == "jit" else lambda x: model.predict(x, verbose=0)
    row = np.zeros((1, len(NAMES)), np.float32)
    for _ in range(WARM_UP):
        call(row)
    answer(**timing.spread(timing.durations(SECONDS, lambda: call(row))))
    application = fastapi.FastAPI()

    # On the event loop: a thread for each call would cost more than the call.
    @application.post("/predict")
    async def predict(rows: list[Row]) -> list[dict[str, str | float]]:
        x = np.array([[getattr(row, name) for name in NAMES] for row in rows], np.float32)
        return [prediction(probabilities) for probabilities in call(x).tolist()]

    return application


def prediction(probabilities: list[float]) -> dict[str, str | float]:
    """Returns the columns that keras4j gives."""
    columns: dict[str, str | float] = {".pred_class": LEVELS[probabilities.index(max(probabilities))]}
    for level, probability in zip(LEVELS, probabilities, strict=True):
        columns[f".pred_{level}"] = probability
    return columns
