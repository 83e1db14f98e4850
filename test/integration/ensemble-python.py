"""Runs tree ensembles in onnxruntime: python ensemble-python.py folder

The folder holds 0.onnx, 1.onnx, … and rows.json, a list of rows for each; writes answers.json.
"""

import json
import os
import sys

import numpy as np
import onnx
import onnxruntime

folder = sys.argv[1]
answers = []
with open(os.path.join(folder, "rows.json")) as file:
    every = json.load(file)
for index, rows in enumerate(every):
    path = os.path.join(folder, f"{index}.onnx")
    onnx.checker.check_model(path, full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    answers.append(session.run(None, {"x": np.array(rows, dtype=np.float64)})[0].tolist())
with open(os.path.join(folder, "answers.json"), "w") as file:
    json.dump(answers, file)
