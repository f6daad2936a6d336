"""What the fitting scripts share: logistic regression, and writing its result into cleaner/data/weights.json."""

import json
import pathlib
import shutil

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from cleaner import data as package
from cleaner import weights
from cleaner.weights import Trees

DATA = pathlib.Path(__file__).parent.parent / "cleaner/data"


def fold_of_data(folder):
    """From now on this process writes fitted numbers to, and the package reads all its data from, a copy of the data folder."""
    global DATA
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("__pycache__"))
    DATA = pathlib.Path(folder)
    package.FOLDER = str(folder)
    forget()


def forget():
    """Let the package open its fitted numbers again."""
    weights.fitted.cache_clear()
    weights._all.cache_clear()
    weights.fitted_trees.cache_clear()


def fit(x, y, strength=1.0, weight=None):
    """A logistic score on standardised features, given back on the features as they are: weights and bias."""
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread[spread == 0] = 1
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit((x - mean) / spread, y, sample_weight=weight)
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - (weights * mean).sum())


def write(name, names, values, bias):
    """Put a fitted score under its name into the weights file; four digits are more than the data hold."""
    path = DATA / "weights.json"
    scores = json.loads(path.read_text()) if path.exists() else {}
    scores[name] = {"names": list(names), "weights": [round(float(w), 4) for w in values], "bias": round(float(bias), 4)}
    path.write_text(json.dumps(scores, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def folds(groups, count=5):
    """Train and test masks, whole groups (pages, articles) on one side."""
    fold = np.asarray(groups) % count
    for k in range(count):
        yield fold != k, fold == k


def trees(x, y, classes, weight=None, rounds=150, depth=4):
    """Boosted trees in the form of cleaner.weights.Trees. Shallow and few: more gain nothing on papers not seen."""
    model = HistGradientBoostingClassifier(
        max_iter=rounds, max_depth=depth, learning_rate=0.08, min_samples_leaf=30, l2_regularization=1.0, random_state=1
    )
    model.fit(x, y, sample_weight=weight)
    feature, threshold, leaf = [], [], []
    for tree in (t for step in model._predictors for t in step):
        full = [(0, 0.0)] * (2**depth - 1), [0.0] * 2**depth
        _fill(tree.nodes, 0, 0, 0, depth, *full)
        feature.append([f for f, _ in full[0]])
        threshold.append([round(t, 4) for _, t in full[0]])
        leaf.append([round(v, 4) for v in full[1]])
    return {
        "classes": list(classes),
        "base": [round(float(b), 4) for b in model._baseline_prediction.ravel()],
        "feature": feature,
        "threshold": threshold,
        "leaf": leaf,
    }


def _fill(nodes, at, place, level, depth, splits, leaves):
    """Copy a tree into one whose leaves are all at one depth."""
    node = nodes[at]
    if level == depth:
        leaves[place - len(splits)] = float(node["value"])
    elif node["is_leaf"]:
        for side in (1, 2):
            _fill(nodes, at, 2 * place + side, level + 1, depth, splits, leaves)
    else:
        splits[place] = (int(node["feature_idx"]), float(node["num_threshold"]))
        _fill(nodes, int(node["left"]), 2 * place + 1, level + 1, depth, splits, leaves)
        _fill(nodes, int(node["right"]), 2 * place + 2, level + 1, depth, splits, leaves)


def as_trees(held, names):
    """The same as the package opens it."""
    parts = (np.array(held[key]) for key in ("feature", "threshold", "leaf", "base"))
    return Trees(tuple(names), tuple(held["classes"]), *parts)


def write_trees(name, names, held):
    """Put fitted trees into a data file of their own."""
    path = DATA / f"{name}.json"
    path.write_text(json.dumps({"names": list(names), **held}, separators=(",", ":")) + "\n")
