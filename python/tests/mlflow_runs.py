"""MLflow client for the runs of docs/tracking.md: `mlflow_runs.py FILE` writes what the server has, a line each."""

import pathlib
import sys

import mlflow
import numpy as np


def main(file: pathlib.Path) -> None:
    client = mlflow.MlflowClient()
    experiment = client.get_experiment_by_name("irises")
    assert experiment is not None
    runs = sorted(client.search_runs([experiment.experiment_id]), key=lambda run: run.info.run_name)
    named = {run.info.run_name: run for run in runs}
    parent = named["units"].info.run_id
    children = [run for run in runs if run.data.tags.get("mlflow.parentRunId") == parent]
    losses = client.get_metric_history(named["small network"].info.run_id, "loss")
    version = client.get_model_version_by_alias("irises", "champion")
    model = mlflow.keras.load_model("models:/irises@champion")
    predictions = model.predict(np.zeros((3, 4), "float32"), verbose=0)
    lines = [
        "irises: " + ", ".join(f"{run.info.run_name} {run.info.status}" for run in runs),
        f"children of units: {len(children)}",
        "epochs of loss: " + ", ".join(str(loss.step) for loss in losses),
        f"params: hidden_units of {sum('hidden_units' in run.data.params for run in runs)} runs",
        f"champion: version {version.version}, predictions {predictions.shape}",
    ]
    file.write_text("\n".join(lines))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
