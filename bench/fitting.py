"""What the fitting scripts share: logistic regression, and writing its result into cleaner/data/weights.json."""

import json
import pathlib

import numpy as np
from sklearn.linear_model import LogisticRegression

WEIGHTS = pathlib.Path(__file__).parent.parent / "cleaner/data/weights.json"


def fit(x, y, strength=1.0, weight=None):
    """A logistic score on standardised features, given back on the features as they are: weights and bias."""
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread[spread == 0] = 1
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit((x - mean) / spread, y, sample_weight=weight)
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - (weights * mean).sum())


def write(name, names, weights, bias):
    """Put a fitted score under its name into the weights file; four digits are more than the data hold."""
    scores = json.loads(WEIGHTS.read_text()) if WEIGHTS.exists() else {}
    scores[name] = {"names": list(names), "weights": [round(float(w), 4) for w in weights], "bias": round(float(bias), 4)}
    WEIGHTS.write_text(json.dumps(scores, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def folds(groups, count=5):
    """Train and test masks, whole groups (pages, articles) on one side."""
    fold = np.asarray(groups) % count
    for k in range(count):
        yield fold != k, fold == k
