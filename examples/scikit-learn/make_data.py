"""Writes data/tumours.csv: the Breast Cancer Wisconsin data set, as scikit-learn brings it."""

from sklearn.datasets import load_breast_cancer

data = load_breast_cancer(as_frame=True)
table = data.data.rename(columns=lambda name: name.replace(" ", "_"))
table["diagnosis"] = data.target.map(dict(enumerate(data.target_names)))
table.to_csv("data/tumours.csv", index=False)
