"""Timing of calls, and peak memory of the process."""

import time
from collections.abc import Callable
from pathlib import Path


def durations(seconds: float, call: Callable[[], object]) -> list[int]:
    """Repeats a call for a number of seconds and returns the sorted durations in nanoseconds."""
    taken = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter_ns()
        call()
        taken.append(time.perf_counter_ns() - start)
    return sorted(taken)


def spread(taken: list[int]) -> dict[str, float]:
    """Returns minimum, median and 99th percentile of sorted nanoseconds, in microseconds."""
    last = len(taken) - 1
    return {
        "min_us": taken[0] / 1e3,
        "p50_us": taken[last // 2] / 1e3,
        "p99_us": taken[last * 99 // 100] / 1e3,
        "calls": len(taken),
    }


def peak_memory_mb() -> float:
    """Returns the peak memory of this process (VmHWM)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("/proc/self/status has no line VmHWM")
