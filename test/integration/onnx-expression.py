"""Runs a model over columns with onnxruntime: python onnx-expression.py model.onnx < columns.json > outputs.json

Columns are lists by input name; null is NaN. Outputs are lists by output name; NaN is null.
"""

import json
import math
import sys

import numpy
import onnx
import onnxruntime

path = sys.argv[1]
onnx.checker.check_model(onnx.load(path), full_check=True)
session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
columns = json.load(sys.stdin)


def tensor(values, kind):
    if kind == "tensor(string)":
        return numpy.array(values, dtype=object)
    return numpy.array([math.nan if value is None else value for value in values], dtype=numpy.float64)


feeds = {each.name: tensor(columns[each.name], each.type) for each in session.get_inputs()}
names = [each.name for each in session.get_outputs()]


def plain(value):
    return None if isinstance(value, float) and math.isnan(value) else value


results = session.run(names, feeds)
json.dump({name: [plain(value) for value in result.tolist()] for name, result in zip(names, results)}, sys.stdout)
