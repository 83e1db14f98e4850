import { expect, test } from "vitest";
import { packagesOf, pythonOf } from "../../src/program/python-packages.ts";

test("packages are named as pip freeze names them, the first of two", () => {
  const folders = [
    ["scikit_learn-1.9.1.dist-info", "numpy", "six.py", "Pillow-12.0.0.dist-info"],
    ["pillow-9.0.0.dist-info"],
  ];
  expect(packagesOf(folders)).toEqual(["pillow==12.0.0", "scikit-learn==1.9.1"]);
});

test.each([
  ["python train.py", "python"],
  ["set -e\npython3.12 -m src.train --epochs 3", "python3.12"],
  [".venv/bin/python train.py | tee log.txt", ".venv/bin/python"],
  ["./train.py", "python3"],
  ["papermill train.ipynb out.ipynb", "python3"],
  ["conda run -n ml python train.py", "conda run -n ml python"],
  ["micromamba run -p ./env train.py", "micromamba run -p ./env python"],
])("%s: its Python is there before", (command, asked) => {
  const { program, args, isMade } = pythonOf(command)!;
  expect([[program, ...args].join(" "), isMade]).toEqual([asked, false]);
});

test.each([
  ["uv run train.py --python 3", "uv run python"],
  ["uv run --extra gpu --with 'x' train.py", undefined],
  ["uv run --with xgboost>=3 python -m train", "uv run --with xgboost>=3 python"],
  ["uv run -m train", "uv run python"],
  ["uv run mlflow-train", "uv run python"],
  ["echo start && poetry run python train.py", "poetry run python"],
  ["pixi run -e cuda papermill a.ipynb b.ipynb", "pixi run -e cuda python"],
  ["python -m venv .venv && . .venv/bin/activate\npython train.py", ".venv/bin/python"],
  ["source env/bin/activate; python train.py", "env/bin/python"],
])("%s: its Python's environment is made as it runs", (command, asked) => {
  const python = pythonOf(command);
  expect(python && [python.program, ...python.args].join(" ")).toBe(asked);
  expect(python?.isMade ?? true).toBe(true);
});

test.each([["Rscript train.R"], ["bash train.sh"], ["echo uv runs"], ["julia --project train.jl"]])(
  "%s runs no Python that can be told",
  (command) => expect(pythonOf(command)).toBeUndefined(),
);
