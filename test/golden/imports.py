"""What other tools write of evaluations, and what MLflow says of thresholds.

Each tool needs its own environment, so each part is made by itself and put into imports.json beside this file:

    python imports.py dvc         with DVC 3.67.1 installed
    python imports.py mlflow      with mlflow 3.17.2
    python imports.py harness     with lm_eval 0.4.12
    python imports.py promptfoo   with promptfoo 0.123.1 on the PATH
    python imports.py folds       with scikit-learn 1.9.1
"""

import itertools
import json
import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

golden = Path(__file__).with_suffix(".json")


def write(path, text):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


def run(*command):
    found = subprocess.run(command, capture_output=True, text=True)
    return found.stdout.strip()


def dvc():
    assert version("dvc") == "3.67.1"
    os.environ["DVC_NO_ANALYTICS"] = "1"
    run("git", "init", "-qb", "main", ".")
    run("git", "config", "user.email", "a@example.org")
    run("git", "config", "user.name", "a")
    run("dvc", "init", "-q")
    write("metrics.json", '{"auc": 0.9, "test": {"f1": 0.8, "n": 100}, "gone": 1, "text": "x"}')
    write("sub/m.yaml", "rmse: 2.5\nn: 7\n")
    write("dvc.yaml", "metrics:\n- metrics.json\n- sub/m.yaml\n")
    run("git", "add", "-A")
    run("git", "commit", "-qm", "one")
    run("git", "branch", "old")
    write("metrics.json", '{"auc": 0.95, "test": {"f1": 0.8, "n": 100}, "fresh": 2, "text": "y", "nan": NaN}')
    write("sub/m.yaml", "rmse: 2.25\nn: 7\n")
    found = {
        "diff": run("dvc", "metrics", "diff", "--json"),
        "diff_all": run("dvc", "metrics", "diff", "--json", "--all"),
        "show": run("dvc", "metrics", "show", "--json"),
        "show_all": run("dvc", "metrics", "show", "--json", "--all-branches"),
    }
    run("git", "commit", "-qam", "two")
    found["show_clean"] = run("dvc", "metrics", "show", "--json", "--all-branches")
    os.remove("sub/m.yaml")
    found["show_missing"] = run("dvc", "metrics", "show", "--json")
    return {"version": "3.67.1", **found}


def mlflow():
    assert version("mlflow") == "3.17.2"
    from mlflow.exceptions import MlflowException
    from mlflow.models import MetricThreshold
    from mlflow.models.evaluation.validation import ModelValidationFailedException, _validate

    cases = []
    values = {
        "accuracy": [(0.8, 0.75), (0.8, 0.8), (0.77, 0.8), (0.9, None), (0.5, 0.4)],
        "rmse": [(10.0, 12.0), (12.0, 12.0), (13.0, 12.0), (5.0, None), (6.1, 6.2)],
    }
    words = {"threshold": [None, 0.78, 11], "min_absolute_change": [None, 0.04, 1], "min_relative_change": [None, 0.05, 0.25]}
    for metric, pairs in values.items():
        for chosen in itertools.product(*words.values()):
            given = {key: value for key, value in zip(words, chosen) if value is not None}
            if not given:
                continue
            threshold = MetricThreshold(**given, greater_is_better=metric == "accuracy")
            for candidate, baseline in pairs:
                metrics = {metric: candidate}, {} if baseline is None else {metric: baseline}
                try:
                    _validate({metric: threshold}, *metrics)
                    passed = True
                except ModelValidationFailedException:
                    passed = False
                cases.append({"metric": metric, **given, "candidate": candidate, "baseline": baseline, "passed": passed})
    refused = []
    for given in [
        {"threshold": 1},
        {"greater_is_better": True},
        {"min_absolute_change": 0, "greater_is_better": True},
        {"min_absolute_change": -1, "greater_is_better": True},
        {"min_relative_change": 1.5, "greater_is_better": True},
        {"min_relative_change": -0.5, "greater_is_better": True},
        {"threshold": "1", "greater_is_better": True},
        {"threshold": 1, "greater_is_better": "yes"},
    ]:
        try:
            MetricThreshold(**given)
            raise AssertionError(given)
        except MlflowException:
            refused.append(given)
    return {"version": "3.17.2", "cases": cases, "refused": refused}


def harness():
    assert version("lm_eval") == "0.4.12"
    source = "dataset_path: json\ndataset_kwargs: { data_files: { test: docs.jsonl } }\ntest_split: test\n"
    write(
        "tasks/choices.yaml",
        f"task: choices\n{source}output_type: multiple_choice\n"
        'doc_to_text: "{{question}}"\ndoc_to_choice: ["yes", "no"]\ndoc_to_target: answer\nmetric_list:\n'
        "  - { metric: acc, aggregation: mean, higher_is_better: true }\n"
        "  - { metric: acc_norm, aggregation: mean, higher_is_better: true }\n",
    )
    write(
        "tasks/words.yaml",
        f"task: words\n{source}output_type: generate_until\n"
        'doc_to_text: "{{question}}"\ndoc_to_target: "{{word}}"\ngeneration_kwargs: { until: ["\\n"] }\nfilter_list:\n'
        '  - { name: strict-match, filter: [{ function: regex, regex_pattern: "(no)" }, { function: take_first }] }\n'
        "  - { name: flexible-extract, filter: [{ function: take_first }] }\nmetric_list:\n"
        "  - { metric: exact_match, aggregation: mean, higher_is_better: true }\n",
    )
    docs = [{"question": f"Is {i} even?", "answer": i % 2, "word": "lol" if i % 3 else "no"} for i in range(12)]
    write("docs.jsonl", "".join(json.dumps(doc) + "\n" for doc in docs))
    os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1")
    run(
        *["lm_eval", "--model", "dummy", "--tasks", "choices,words", "--include_path", "tasks", "--log_samples"],
        *["--output_path", "out", "--seed", "1"],
    )
    read = lambda name: next(Path("out").glob(f"*/{name}")).read_text()
    results = json.loads(read("results_*.json"))
    keep = ["results", "n-shot", "higher_is_better", "n-samples", "versions", "lm_eval_version"]
    return {
        "version": "0.4.12",
        "results": json.dumps({key: results[key] for key in keep}),
        "choices": read("samples_choices_*.jsonl"),
        "words": read("samples_words_*.jsonl"),
    }


def promptfoo():
    os.environ.update(
        PROMPTFOO_DISABLE_TELEMETRY="1",
        PROMPTFOO_DISABLE_UPDATE="1",
        PROMPTFOO_DISABLE_REMOTE_GENERATION="1",
        PROMPTFOO_CONFIG_DIR=os.getcwd(),
    )
    write(
        "grade.js",
        "module.exports = (output) => ({ pass: true, score: output.length / 40, reason: 'length', "
        "namedScores: { length: output.length } });\n",
    )
    write(
        "provider.js",
        "let calls = 0;\nmodule.exports = class {\n  id() { return 'loud'; }\n  async callApi(prompt, { vars }) {\n"
        "    if (vars.word === process.env.BROKEN) return { error: 'broken' };\n"
        "    return { output: prompt + '!'.repeat((++calls * 7) % 5), cost: 0.001 };\n  }\n};\n",
    )
    config = {
        "prompts": [{"raw": "Say {{word}}", "label": "short"}],
        "providers": [{"id": "echo", "label": "parrot"}, {"id": "file://provider.js", "label": "loud"}],
        "tests": [
            {
                "vars": {"word": "apple"},
                "assert": [
                    {"type": "contains", "value": "apple", "metric": "has_word"},
                    {"type": "javascript", "value": "file://grade.js"},
                ],
            },
            {"vars": {"word": ["pear", "plum"]}, "assert": [{"type": "icontains", "value": "p"}]},
            {"vars": {"word": "fig"}, "assert": [{"type": "equals", "value": "fig"}]},
        ],
    }
    write("config.json", json.dumps(config))
    command = ["promptfoo", "eval", "-c", "config.json", "--repeat", "2", "--no-cache", "--no-write", "-j", "1"]
    run(*command, "-o", "out.json", "-o", "out.jsonl")
    out = json.loads(Path("out.json").read_text())
    assert out["metadata"]["promptfooVersion"] == "0.123.1"
    os.environ["BROKEN"] = "fig"
    run(*command, "-o", "broken.jsonl")
    return {
        "version": "0.123.1",
        "json": json.dumps({"evalId": out["evalId"], "results": out["results"], "metadata": out["metadata"]}),
        "jsonl": Path("out.jsonl").read_text(),
        "broken": Path("broken.jsonl").read_text(),
    }


def folds():
    assert version("scikit-learn") == "1.9.1"
    from sklearn.datasets import load_diabetes
    from sklearn.linear_model import LinearRegression, Ridge
    from sklearn.model_selection import KFold, cross_validate

    x, y = load_diabetes(return_X_y=True)
    x, y = x[:440], y[:440]
    scoring = ["r2", "neg_root_mean_squared_error"]
    division = KFold(10, shuffle=True, random_state=7)
    found = {"version": "1.9.1", "train_rows": 396, "test_rows": 44}
    for name, model in {"linear": LinearRegression(), "ridge": Ridge(1.0)}.items():
        scores = cross_validate(model, x, y, cv=division, scoring=scoring, return_train_score=True)
        found[name] = {key: list(values) for key, values in scores.items()}
    # The corrected resampled t of Nadeau and Bengio, by scipy.
    import numpy as np
    from scipy import stats

    def corrected(values):
        values = np.array(values)
        k = len(values)
        error = np.sqrt(values.var(ddof=1) * (1 / k + 44 / 396))
        reach = stats.t.ppf(0.975, k - 1) * error
        mean = values.mean()
        return {"mean": mean, "se": error, "lower": mean - reach, "upper": mean + reach}

    found["r2"] = corrected(found["linear"]["test_r2"])
    found["r2_difference"] = corrected(np.array(found["linear"]["test_r2"]) - np.array(found["ridge"]["test_r2"]))
    return found


if __name__ == "__main__":
    part = sys.argv[1]
    known = json.loads(golden.read_text()) if golden.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        known[part] = {"dvc": dvc, "mlflow": mlflow, "harness": harness, "promptfoo": promptfoo, "folds": folds}[part]()
        os.chdir(golden.parent)
    golden.write_text(json.dumps(known, indent=1) + "\n")
