"""Where to look next in a search, by what came of the points so far: Bayesian optimisation, computed by Optuna."""

import importlib.util
import warnings
from typing import Any

from . import needs, watching

_TRIES = 20
"""How often a point is asked for before there is taken to be no new one."""

Choices = dict[str, int | float]


def suggest(request: dict[str, Any], events: watching.Events, arrays: list[Any]) -> tuple[Any, list[Any]]:
    """Points where the result is likely to be good: a tree-structured Parzen estimator's.

    What is suggested depends on the request alone; nothing is kept between two calls.

    Args:
        request: `space`, for each open value its `name`, `kind` ("whole", "real" or "choice"), `low`, `high` and
            `log` (of a choice the numbers of the first and the last) and `when`, the conditions under which it
            matters: the `name` of a value before it and what this must be `among`, or its `low` and `high`;
            `told`, for each point tried its `point` (name to number) and `result`, None where there is none;
            `maximize`; `seed`, 0 to 2**32 - 1; `count`.
        events: asked before each point.
        arrays: none.

    Returns:
        At most `count` points that differ from each other and from those told: fewer where no others are found.
    """
    if importlib.util.find_spec("optuna") is None:
        raise needs.MissingPackage(needs.words("Bayesian optimisation", "Optuna"))
    study = _study(request)
    known = {_key(told["point"]) for told in request["told"]}
    points: list[Choices] = []
    for _ in range(_TRIES * request["count"]):
        if len(points) == request["count"] or events(None) == watching.GIVE_UP:
            break
        # A point that is not told back counts as a poor one while others are asked for, so these lie elsewhere.
        point = _ask(study, request["space"])
        if _key(point) not in known:
            known.add(_key(point))
            points.append(point)
    return points, []


def _key(point: Choices) -> frozenset[tuple[str, int | float]]:
    return frozenset(point.items())


def _study(request: dict[str, Any]) -> Any:
    """A study that has been told all results so far, in order."""
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
    """A choice for each value that matters beside those before it."""
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
