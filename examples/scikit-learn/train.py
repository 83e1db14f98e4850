"""Finds a forest by cross-validated search, and says how well it does on the test rows."""

import argparse
import json
import os
from pathlib import Path

import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, roc_auc_score
from sklearn.model_selection import GridSearchCV, StratifiedKFold, train_test_split

TARGET = "diagnosis"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="data/tumours.csv", help="all rows, where no split is given")
    parser.add_argument("--train", default=os.environ.get("MLOPS_TRAIN"), help="training rows")
    parser.add_argument("--test", default=os.environ.get("MLOPS_TEST"), help="test rows")
    parser.add_argument("--out", type=Path, default=os.environ.get("MLOPS_MODEL_DIR", "model"))
    parser.add_argument("--metrics", type=Path, default="metrics.json")
    parser.add_argument("--seed", type=int, default=os.environ.get("MLOPS_SEED", "0"))
    args = parser.parse_args()

    if args.train and args.test:
        train, test = pd.read_csv(args.train), pd.read_csv(args.test)
    else:
        train, test = train_test_split(pd.read_csv(args.data), test_size=0.2, random_state=args.seed)

    grid = {"n_estimators": [100], "max_features": [4, 8], "min_samples_leaf": [1, 3]}
    grid.update({name: [value] for name, value in json.loads(os.environ.get("MLOPS_PARAMS", "{}")).items()})
    search = GridSearchCV(
        RandomForestClassifier(random_state=args.seed),
        grid,
        scoring="roc_auc",
        cv=StratifiedKFold(5, shuffle=True, random_state=args.seed),
    )
    features = [name for name in train.columns if name not in ("row_id", TARGET)]
    search.fit(train[features], train[TARGET])
    print("Best parameters:", search.best_params_)

    model = search.best_estimator_
    score = model.predict_proba(test[features])[:, list(model.classes_).index("malignant")]
    metrics = {
        "accuracy": accuracy_score(test[TARGET], model.predict(test[features])),
        "roc_auc": roc_auc_score(test[TARGET] == "malignant", score),
    }
    print("On the test rows:", metrics)

    args.out.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, args.out / "model.joblib")
    args.metrics.write_text(json.dumps(metrics))


if __name__ == "__main__":
    main()
