"""Fit the trees that judge the links which the linear looks leave open (cleaner.linking.judge); called by fit_all.py."""

import lightgbm
import numpy as np

from cleaner.linking.again import look_again
from cleaner.linking.judge import candidates, names, rows
from cleaner.linking.score import LOOKS, scored

DEPTH = 4
ROUNDS = 150  # cross-validated: 0.810 of the articles with 50, 0.816 with 100 and 200, 0.818 with 300
SHAPE = {
    "learning_rate": 0.05,
    "num_leaves": 12,
    "max_depth": DEPTH,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.3,
    "lambda_l2": 5.0,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "seed": 1,
}


def open_links(sheet, weights):
    """Evidence rows, ends and linear gains of the links of a page that the looks leave open."""
    found = sheet.first
    for look in LOOKS:
        scores = scored(found, weights[look][1])
        if look != LOOKS[-1]:
            found = look_again(sheet.first, scores)
    first, second = candidates(found, scores)
    return rows(found, scores, first, second).astype(np.float32), first, second, scores.gain[first, second], names(found)


def fit_judge(sheets, weights):
    """Boosted trees on the pseudo-likelihood of the labelled links, with the linear gains as a start: names and trees."""
    x, out, into, right, start, weight, nodes = [], [], [], [], [], [], 0
    for sheet in sheets:
        features, first, second, gain, columns = open_links(sheet, weights)
        x.append(features)
        out.append(nodes + first)
        into.append(nodes + second)
        right.append(sheet.after[first] == second)
        start.append(gain)
        weight.append(np.full(len(first), sheet.weight))
        nodes += len(sheet.after)
    out, into, right, start, weight = (np.concatenate(v) for v in (out, into, right, start, weight))

    def slopes(score, _):
        p, q = _chance(score + start, out, nodes), _chance(score + start, into, nodes)
        return weight * (p + q - 2 * right), weight * (p * (1 - p) + q * (1 - q) + 1e-3)

    model = lightgbm.train({**SHAPE, "objective": slopes}, lightgbm.Dataset(np.concatenate(x)), num_boost_round=ROUNDS)
    return columns, _plain(model)


def _chance(score, group, count):
    """Softmax within groups, each with one more choice of score 0: none."""
    most = np.zeros(count)
    np.maximum.at(most, group, score)
    part = np.exp(score - most[group])
    return part / (np.bincount(group, part, count) + np.exp(-most))[group]


def _plain(model):
    """The trees in the form of cleaner.weights.Trees: all of one depth, with one class."""
    held = {"classes": ["link"], "base": [0.0], "feature": [], "threshold": [], "leaf": []}
    for tree in model.dump_model()["tree_info"]:
        feature, threshold, leaf = [0] * (2**DEPTH - 1), [0.0] * (2**DEPTH - 1), [0.0] * 2**DEPTH
        _fill(tree["tree_structure"], 0, 0, feature, threshold, leaf)
        held["feature"].append(feature)
        held["threshold"].append(threshold)
        held["leaf"].append(leaf)
    return held


def _fill(node, place, level, feature, threshold, leaf):
    if level == DEPTH:
        leaf[place - len(feature)] = round(float(node["leaf_value"]), 4)
    elif "leaf_value" in node:
        for side in (1, 2):
            _fill(node, 2 * place + side, level + 1, feature, threshold, leaf)
    else:
        feature[place], threshold[place] = int(node["split_feature"]), float(np.float32(node["threshold"]))
        _fill(node["left_child"], 2 * place + 1, level + 1, feature, threshold, leaf)
        _fill(node["right_child"], 2 * place + 2, level + 1, feature, threshold, leaf)
