"""What other tools write of metrics: scikit-learn 1.9.1's classification report, MLflow 3.17.2's file store.

Writes metrics-files.json beside itself. Run with scikit-learn and mlflow installed.
"""

import json
import os
import tempfile
from pathlib import Path

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
import mlflow
import sklearn
from sklearn.metrics import classification_report

assert sklearn.__version__ == "1.9.1", sklearn.__version__
assert mlflow.__version__ == "3.17.2", mlflow.__version__

actual = ["a", "a", "b", "c", "c", "c", "weighted", "b"]
predicted = ["a", "b", "b", "c", "a", "c", "weighted", "b"]
report = classification_report(actual, predicted, output_dict=True, zero_division=0)

store = {}
with tempfile.TemporaryDirectory() as folder:
    mlflow.set_tracking_uri(Path(folder).as_uri())
    client = mlflow.MlflowClient()
    experiment = client.create_experiment("houses")
    for start in (1_700_000_000_000, 1_700_000_100_000):
        run = client.create_run(experiment, start_time=start).info.run_id
        client.log_param(run, "max_depth", 3 if start == 1_700_000_000_000 else 5)
        for step in range(3):
            client.log_metric(run, "val_loss", 1 / (step + 1), timestamp=start + step, step=step)
        client.log_metric(run, "test/rmse", 2.5 if start == 1_700_000_000_000 else 1.5, timestamp=start, step=0)
        client.set_terminated(run, end_time=start + 1000)
    for file in sorted(Path(folder).rglob("*")):
        if file.is_file():
            text = "\n".join(line for line in file.read_text().splitlines() if "file://" not in line)
            store[str(file.relative_to(folder))] = text + "\n"

value = {"sklearn": sklearn.__version__, "mlflow": mlflow.__version__, "report": report, "store": store}
Path(__file__).with_suffix(".json").write_text(json.dumps(value, indent=1) + "\n")
