"""Bayesian optimisation of hyperparameters with Optuna: proposals based on the results so far."""

import importlib.util
import warnings
from typing import Any

from . import missing_packages, progress

_MAX_ATTEMPTS_PER_POINT = 20
"""Number of proposals per requested point before the search gives up on a new one."""

Choices = dict[str, int | float]


def suggest(request: dict[str, Any], events: progress.Events, arrays: list[Any]) -> tuple[Any, list[Any]]:
    """Proposes points with a tree-structured Parzen estimator.

    The result depends on the request alone; no state is kept between calls.

    Args:
        request: `space`, for each hyperparameter its `name`, `kind` ("whole", "real" or "choice"), `low`, `high` and
            `log` (for a choice the indices of the first and the last) and `when`, the conditions under which it
            is active: the `name` of a preceding value and the values it must be `among`, or its `low` and `high`;
            `told`, for each evaluated point its `point` (name to number) and its `result` or None;
            `maximize`; `seed`, 0 to 2**32 - 1; `count`.
        events: called before each point to ask whether to continue.
        arrays: none.

    Returns:
        At most `count` points that differ from each other and from those told; fewer if no others are found.
    """
    if importlib.util.find_spec("optuna") is None:
        raise missing_packages.MissingPackage(missing_packages.message("Bayesian optimisation", "Optuna"))
    study = _study(request)
    known = {_key(told["point"]) for told in request["told"]}
    points: list[Choices] = []
    for _ in range(_MAX_ATTEMPTS_PER_POINT * request["count"]):
        if len(points) == request["count"] or events(None) == progress.GIVE_UP:
            break
        # Optuna treats a pending point as a poor one, so the following proposals lie elsewhere.
        point = _ask(study, request["space"])
        if _key(point) not in known:
            known.add(_key(point))
            points.append(point)
    return points, []


def _key(point: Choices) -> frozenset[tuple[str, int | float]]:
    return frozenset(point.items())


def _study(request: dict[str, Any]) -> Any:
    """Returns a study with all results so far, in order."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
        sampler = optuna.samplers.TPESampler(seed=request["seed"], n_startup_trials=1, constant_liar=True)
    study = optuna.create_study(sampler=sampler, direction="maximize" if request["maximize"] else "minimize")
    ranges = {each["name"]: _range(each) for each in request["space"]}
    for told in request["told"]:
        done = told["result"] is not None
        study.add_trial(
            optuna.trial.create_trial(
                state=optuna.trial.TrialState.COMPLETE if done else optuna.trial.TrialState.FAIL,
                value=told["result"],
                params=told["point"],
                distributions={name: ranges[name] for name in told["point"]},
            )
        )
    return study


def _range(value: dict[str, Any]) -> Any:
    from optuna import distributions

    if value["kind"] == "choice":
        return distributions.CategoricalDistribution(range(int(value["high"]) + 1))
    kind = distributions.IntDistribution if value["kind"] == "whole" else distributions.FloatDistribution
    return kind(value["low"], value["high"], log=value["log"])


def _ask(study: Any, space: list[dict[str, Any]]) -> Choices:
    """Proposes a value for each parameter that is active given the preceding ones."""
    trial = study.ask()
    point: Choices = {}
    for value in space:
        if all(_holds(condition, point) for condition in value["when"]):
            point[value["name"]] = _chosen(trial, value)
    return point


def _chosen(trial: Any, value: dict[str, Any]) -> int | float:
    name, low, high = value["name"], value["low"], value["high"]
    if value["kind"] == "choice":
        return int(trial.suggest_categorical(name, _range(value).choices))
    if value["kind"] == "whole":
        return int(trial.suggest_int(name, low, high, log=value["log"]))
    return float(trial.suggest_float(name, low, high, log=value["log"]))


def _holds(condition: dict[str, Any], point: Choices) -> bool:
    chosen = point.get(condition["name"])
    if chosen is None:
        return False
    return chosen in condition["among"] if "among" in condition else bool(condition["low"] <= chosen <= condition["high"])
