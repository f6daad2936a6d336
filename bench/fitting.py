"""What the fitting scripts share: logistic regression, boosted trees, and writing them into cleaner/data."""

from __future__ import annotations

import contextlib
import json
import pathlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

import lightgbm
import numpy as np
from sklearn.linear_model import LogisticRegression

from cleaner import data as package
from cleaner.arrays import Flags, Integers, Numbers
from cleaner.cuts import cuts
from cleaner.language import line_words, ngram, openings
from cleaner.language.ngram import Floats
from cleaner.weights import Trees

if TYPE_CHECKING:
    import numpy.typing as npt

DATA = pathlib.Path(__file__).parent.parent / "cleaner/data"
Seen = TypeVar("Seen")
# First and second derivative of a loss by the scores, of these and LightGBM's data.
Slopes: TypeAlias = "Callable[[Numbers, object], tuple[Numbers, Numbers]]"


def fold_of_data(folder: str | pathlib.Path) -> None:
    """From now on this process writes fitted numbers to, and the package reads all its data from, a copy of the data folder."""
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("__pycache__"))
    use_data(folder)


def use_data(folder: str | pathlib.Path) -> None:
    """From now on this process writes fitted numbers to, and the package reads all its data from, this folder."""
    global DATA
    DATA = pathlib.Path(folder)
    package.FOLDER = str(folder)
    package.forget()


@contextlib.contextmanager
def model_without_made(path: str | pathlib.Path) -> Iterator[None]:
    """Within it, work with the language model in this file: one that has not read the articles which made pages are of.

    To the model that ships they are no news: on made pages it would be surer of joins and titles than on pages to come.
    """
    ngram.use(path)
    try:
        yield
    finally:
        ngram.use(ngram.DEFAULT)


# What is learnt from the articles of bench/papers, and would know pages of theirs by heart.
TABLES = ("topics-zh.bin", *openings.TABLES, *line_words.TABLES)


def without_half(arguments: list[str]) -> tuple[list[str], int | None, pathlib.Path]:
    """What a script that learns a table is given: all but --without HALF TARGET, the half, if any, and the folder that it goes into."""
    if "--without" not in arguments:
        return arguments, None, DATA
    at = arguments.index("--without")
    return arguments[:at], int(arguments[at + 1]), pathlib.Path(arguments[at + 2])


@contextlib.contextmanager
def tables_of(folder: str | pathlib.Path) -> Iterator[None]:
    """Within it, work with the tables and the language model in this folder: they do not know the articles that some pages are of."""
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(DATA, place, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
        for name in TABLES:
            shutil.copy(pathlib.Path(folder) / name, place)
        ours, package.FOLDER = package.FOLDER, place
        package.forget()
        try:
            with model_without_made(pathlib.Path(folder) / "rest.ngram"):
                yield
        finally:
            package.FOLDER = ours
            package.forget()


def of_halves(see: Callable[[pathlib.Path], Seen], papers: str | pathlib.Path, halves: str | pathlib.Path) -> list[Seen]:
    """What is seen of the pages of either half of bench/papers, each by tables that have not learnt from its articles."""
    found = []
    for half in ("0", "1"):
        with tables_of(pathlib.Path(halves) / half):
            found.append(see(pathlib.Path(papers) / half))
    return found


def fit(x: Numbers, y: Integers | Flags, strength: float = 1.0, weight: Numbers | None = None) -> tuple[Numbers, float]:
    """A logistic score on standardised features, given back on the features as they are: weights and bias."""
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread[spread == 0] = 1
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit((x - mean) / spread, y, sample_weight=weight)
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - (weights * mean).sum())


def write(name: str, names: Iterable[str], values: Numbers, bias: float) -> None:
    """Put a fitted score under its name into the weights file; four digits are more than the data hold."""
    path = DATA / "weights.json"
    scores = json.loads(path.read_text()) if path.exists() else {}
    scores[name] = {"names": list(names), "weights": [round(float(w), 4) for w in values], "bias": round(float(bias), 4)}
    path.write_text(json.dumps(scores, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def folds(groups: npt.ArrayLike, count: int = 5) -> Iterator[tuple[Flags, Flags]]:
    """Train and test masks, whole groups (pages, articles) on one side."""
    fold = np.asarray(groups) % count
    for k in range(count):
        yield fold != k, fold == k


class Shape(NamedTuple):
    """How trees are grown."""

    rounds: int
    depth: int
    settings: dict[str, object]  # of LightGBM


def grown(
    shape: Shape,
    x: Numbers | Floats,
    classes: Sequence[str],
    y: Numbers | Integers | Flags | None = None,
    weight: Numbers | None = None,
    objective: str | Slopes = "multiclass",
) -> Trees:
    """Boosted trees, in the form of cleaner.weights.Trees without the names: of given classes, or by slopes of a loss."""
    settings = {"max_depth": shape.depth, "verbose": -1, "num_threads": 1, "deterministic": True, "seed": 1, **shape.settings}
    settings |= {"objective": objective} | ({"num_class": len(classes)} if len(classes) > 1 else {})
    model = lightgbm.train(settings, lightgbm.Dataset(x.astype(np.float32), y, weight=weight), num_boost_round=shape.rounds)
    inner, leaves = 2**shape.depth - 1, 2**shape.depth
    found = model.dump_model()["tree_info"]
    feature, threshold = np.zeros((len(found), inner), np.int64), np.zeros((len(found), inner), np.float32)
    leaf = np.zeros((len(found), leaves), np.float32)
    for k, tree in enumerate(found):
        _fill(tree["tree_structure"], 0, shape.depth, feature[k], threshold[k], leaf[k])
    return Trees((), tuple(classes), cuts(feature, threshold), leaf)


def _fill(node: dict[str, Any], place: int, levels: int, feature: Any, threshold: Any, leaf: Any) -> None:
    """Copy a tree into one whose leaves are all at one depth."""
    if levels == 0:
        leaf[place - len(feature)] = node["leaf_value"]
    elif "leaf_value" in node:
        for side in (1, 2):
            _fill(node, 2 * place + side, levels - 1, feature, threshold, leaf)
    else:
        feature[place], threshold[place] = node["split_feature"], node["threshold"]
        _fill(node["left_child"], 2 * place + 1, levels - 1, feature, threshold, leaf)
        _fill(node["right_child"], 2 * place + 2, levels - 1, feature, threshold, leaf)


def write_trees(name: str, names: Iterable[str], found: Trees) -> None:
    """Put fitted trees into a data file of their own: a line, and their numbers as the bytes of little-endian arrays."""
    asked, questions = found.asked, len(found.asked.feature)
    if questions > 1 << 16:
        raise ValueError(f"{name}: {questions} questions, of which two bytes cannot tell each: grow fewer trees")
    held = {
        "names": list(names),
        "classes": list(found.classes),
        "trees": len(found.leaf),
        "depth": len(asked.levels),
        "questions": questions,
    }
    levels = (level.astype("<u2") for level in asked.levels)
    parts = (asked.feature.astype("<i2"), asked.threshold.astype("<f4"), *levels, found.leaf.astype("<f4"))
    line = json.dumps(held, separators=(",", ":")).encode() + b"\n"
    (DATA / f"{name}.trees").write_bytes(line + b"".join(np.ascontiguousarray(part).tobytes() for part in parts))
