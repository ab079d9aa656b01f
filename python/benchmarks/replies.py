"""Replies to the Java process that measures."""

import json
from typing import Any


def answer(**values: Any) -> None:
    """Writes one line of JSON."""
    print(json.dumps(values), flush=True)
