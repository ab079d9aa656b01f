"""A function for tests, callable like those of the runtime: runs the source that it is given."""

from keras4j_runtime import bridge


def trial(request, events, arrays):
    names = {"events": events, "arrays": arrays, "request": request, "result": None}
    exec(compile(request["source"], "given.py", "exec"), names)
    return names["result"], []


bridge._functions["trial"] = trial
