"""How LightGBM puts numbers into bins: run with Python, lightgbm 4.7.0 and numpy 2.4.6; prints borders.json, the least
value of each bin but the first, by column and greatest number of bins."""

import json
import tempfile

import lightgbm
import numpy as np

at = np.arange(6000)
spread = (at * 7919 % 6007).astype(float)
columns = {
    "around zero": spread - 2003,
    "below zero": -1 - spread,
    "above zero": 1 + spread,
    "mostly zeros": np.where(at % 3 > 0, 0, spread - 5003),
    "heavy values": np.where(at % 5 == 0, 100, np.where(at % 7 == 0, -40, spread - 300)),
    "heavy neighbours": np.floor(np.sqrt(spread)) * (at % 2) + (at % 11 > 8) * spread,
    "skewed": np.floor((spread - 600) ** 3 / 2**24),
}


def bins(values, limit):
    params = {"verbose": -1, "max_bin": limit, "min_data_in_bin": 1, "enable_bundle": False, "feature_pre_filter": False}
    data = lightgbm.Dataset(values.astype(np.float32).reshape(-1, 1), np.zeros(len(values)), params=params).construct()
    with tempfile.NamedTemporaryFile("r") as file:
        data._dump_text(file.name)
        rows = [line for line in file.read().splitlines() if line.rstrip(", ").isdigit()]
    return np.array([int(line.rstrip(", ")) for line in rows[-len(values) :]])


result = []
for name, values in columns.items():
    for limit in (255, 63, 16):
        of = bins(values, limit)
        starts = [float(values[of == each].min()) for each in np.unique(of)]
        result.append({"column": name, "limit": limit, "starts": [start + 0.0 for start in sorted(starts)[1:]]})
print(json.dumps(result))
