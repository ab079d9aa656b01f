"""Runs scripts in turn in one plain Python that has imported Keras, each as if it were the program.

A line of standard input is a JSON array with the arguments of a script, its path first. A line of standard output
answers it: a JSON string with the traceback, empty where there was none. The process ends with its input.
"""

import gc
import json
import os
import runpy
import sys
import traceback

import keras

gc.freeze()
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
for line in sys.stdin:
    sys.argv = json.loads(line)
    keras.utils.clear_session()
    keras.saving.get_custom_objects().clear()
    failure = ""
    try:
        runpy.run_path(sys.argv[0], run_name="__main__")
    except BaseException:
        failure = traceback.format_exc()
    print(json.dumps(failure), file=answers, flush=True)
