"""Runs models in onnxruntime: python onnx-runtimes.py folder

The folder holds cases.json, a list of {"files": names of ONNX files, "feeds": {input: {"type", "values"}}}; writes answers.json,
a list of outputs by name for each file. Written for onnx 1.23 and onnxruntime 1.31.
"""

import json
import os
import sys

import numpy as np
import onnx
import onnxruntime

types = {"double": np.float64, "int64": np.int64, "bool": bool, "string": object}


def run(path, feeds):
    onnx.checker.check_model(onnx.load(path), full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    outputs = session.run(None, feeds)
    return {each.name: values.ravel().tolist() for each, values in zip(session.get_outputs(), outputs)}


with open(os.path.join(sys.argv[1], "cases.json")) as file:
    cases = json.load(file)
answers = []
for case in cases:
    feeds = {
        name: np.array([np.nan if value is None else value for value in feed["values"]], dtype=types[feed["type"]])
        for name, feed in case["feeds"].items()
    }
    answers.append({file: run(os.path.join(sys.argv[1], file), feeds) for file in case["files"]})
with open(os.path.join(sys.argv[1], "answers.json"), "w") as file:
    json.dump(answers, file)
