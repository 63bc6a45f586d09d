"""Training of the learned model: the only place that loads scikit-learn, inside its functions.

Both steps are logistic regressions. The second is fitted on scores that models of other documents gave (five folds
by document), so that it learns how far scores and rules can be trusted on a law that nobody has read.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lezr_extract.powers.features import Classes, weight
from lezr_extract.powers.learned import (
    BY_RULES,
    HUNDREDTHS,
    LOWEST,
    OWN,
    TYPES,
    ClauseModel,
    Judgement,
    facts_of,
)
from lezr_extract.powers.match import Hit
from lezr_extract.powers.network import Network, Reading
from lezr_extract.powers.packing import packed
from lezr_extract.powers.second_look import OWN as OWN_OF_SECOND
from lezr_extract.powers.second_look import SecondLook, Weights, seen
from lezr_extract.records import PowerType

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

FOLDS = 5
_FREQUENT = 6000  # words that count as context of others
_SIZES = (400, 100)  # number of fine and of coarse classes of words
_RARE = 3  # a feature that fewer clauses have is left out
DOUBT = 0.22
"""Of the second look (`second_look.Weights`): a smaller one finds more and takes longer (docs/decide/model.md)."""
_SMALL = 0.02  # a weight below it is left out
_STRENGTH_OF_CLAUSES, _STRENGTH_OF_JUDGEMENT = 0.3, 1.0  # inverse of the regularisation, found by the folds


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled article.

    Attributes:
        document: its file; articles of one document stay in one fold.
        features: of each candidate clause.
        barred: types that cannot stand in each of these clauses (`match.barred`).
        carried: types that each of these clauses carries as basis.
        basis: types of which the article is a basis.
        hits, standing: of the rules.
        reading: of a network that was trained without the document; None without one.
    """

    document: str
    features: tuple[frozenset[str], ...]
    barred: tuple[frozenset[PowerType], ...]
    carried: tuple[frozenset[PowerType], ...]
    basis: frozenset[PowerType]
    hits: tuple[Hit, ...]
    standing: tuple[Hit, ...]
    reading: Reading | None = None

    @property
    def fold(self) -> int:
        """The fold of its document, the same on every machine."""
        return zlib.crc32(self.document.encode()) % FOLDS


def classes_of_words(sentences: Iterable[Sequence[str]]) -> Classes:
    """Classes of words that stand among the same neighbours, from text without labels.

    Positive pointwise mutual information with the two words before and behind (Levy and Goldberg 2014), its 100
    strongest dimensions, k-means.

    Args:
        sentences: lists of words, each actor, citation and sum one letter.
    """
    import numpy as np  # noqa: PLC0415
    from sklearn.cluster import MiniBatchKMeans  # noqa: PLC0415
    from sklearn.utils.extmath import randomized_svd  # noqa: PLC0415

    kept = [list(sentence) for sentence in sentences]
    counts = Counter(word for sentence in kept for word in sentence)
    words = [w for w, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])) if n >= 2 * _RARE + 2]
    matrix = _information(kept, {w: i for i, w in enumerate(words)})
    left, strength, _ = randomized_svd(matrix, 100, n_iter=4, random_state=0)
    vectors = left * np.sqrt(strength)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    fine, coarse = (
        MiniBatchKMeans(k, random_state=0, n_init=2, batch_size=4096).fit_predict(vectors) for k in _SIZES
    )
    return {w: (str(f), str(c)) for w, f, c in zip(words, fine, coarse, strict=True)}


def _information(sentences: list[list[str]], index: Mapping[str, int]) -> "csr_matrix":
    """Words × neighbours by distance: positive pointwise mutual information."""
    import numpy as np  # noqa: PLC0415
    from scipy.sparse import coo_matrix, csr_matrix  # noqa: PLC0415

    shape = (len(index), 4 * _FREQUENT)
    counted = csr_matrix(shape, dtype=np.float32)
    for begin in range(0, len(sentences), 50_000):
        rows, columns = [], []
        for sentence in sentences[begin : begin + 50_000]:
            ids = np.array([index.get(w, -1) for w in sentence])
            for distance in (1, 2):
                one, other = ids[:-distance], ids[distance:]
                for a, b, part in ((one, other, distance - 1), (other, one, distance + 1)):
                    known = (a >= 0) & (b >= 0) & (b < _FREQUENT)
                    rows.append(a[known])
                    columns.append(b[known] + _FREQUENT * part)
        where = (np.concatenate(rows), np.concatenate(columns))
        counted = counted + coo_matrix((np.ones(len(where[0]), np.float32), where), shape).tocsr()
    cells, total = counted.tocoo(), counted.sum()
    of_words = np.asarray(counted.sum(1)).ravel()
    of_neighbours = np.asarray(counted.sum(0)).ravel() ** 0.75  # less weight for rare neighbours
    of_neighbours *= total / of_neighbours.sum()
    values = np.log(cells.data * total / (of_words[cells.row] * of_neighbours[cells.col]))
    over = values > 0
    return coo_matrix((values[over], (cells.row[over], cells.col[over])), shape).tocsr()


@dataclass(frozen=True, slots=True)
class Trained:
    """A model and what it is worth on documents that it was not trained on.

    Attributes:
        model: trained on all examples.
        folds: micro-F1 of basis types over all examples by ``rules`` alone, as ``judged`` by models that were each
            trained without the documents they judge, and as ``looked`` at a second time, where there is a network; and
            ``doubted``, the share of the articles that were.
    """

    model: ClauseModel
    folds: Mapping[str, float]


Scores = Sequence[Sequence[float]]
"""Of the clauses of an article, ten each."""


def fit(
    examples: Sequence[Example],
    classes: Classes,
    version: str,
    threshold: float,
    network: Network | None = None,
) -> Trained:
    """The model learned from labelled articles, measured in five folds by document.

    Args:
        examples: with `Example.reading` where there is a network.
        classes: of words.
        version: of the model.
        threshold: of the model.
        network: of the second look.
    """
    scores = _scores_of_folds(examples, classes, version, threshold)
    given: dict[str, list[tuple[Collection[PowerType], set[PowerType]]]] = defaultdict(list)
    doubted = 0
    for fold in range(FOLDS):
        rest = [(e, s) for e, s in zip(examples, scores, strict=True) if e.fold != fold]
        judgement = fit_judgement([e for e, _ in rest], [s for _, s in rest], threshold)
        second = _second(network, [e for e, _ in rest], [s for _, s in rest])
        for example, of_clauses in zip(examples, scores, strict=True):
            if example.fold != fold:
                continue
            facts = facts_of(example.hits, example.standing, of_clauses)
            likely = {t: judgement.probability(t, facts[t]) for t in TYPES}
            given["rules"].append((example.basis, {t for t in TYPES if facts[t].rule}))
            given["judged"].append((example.basis, judgement.basis(facts, likely)))
            if second is None:
                continue
            reading = None
            if example.reading and second.doubts({t: p for t, p in likely.items() if t not in BY_RULES}):
                reading = example.reading
                likely = second.likely({t: f.inputs() for t, f in facts.items()}, reading)
                doubted += 1
            given["looked"].append((example.basis, judgement.basis(facts, likely, reading)))
    constants, weights = fit_clauses(examples)
    judgement, second = fit_judgement(examples, scores, threshold), _second(network, examples, scores)
    folds = {name: _micro_f1(pairs) for name, pairs in given.items()}
    if second:
        folds["doubted"] = round(doubted / len(examples), 4)
    return Trained(ClauseModel(version, classes, constants, weights, judgement, second), folds)


def _scores_of_folds(
    examples: Sequence[Example], classes: Classes, version: str, threshold: float
) -> list[Scores]:
    """The scores of every clause by what was learned from other documents."""
    scores: list[Scores] = [[] for _ in examples]
    for fold in range(FOLDS):
        constants, weights = fit_clauses([e for e in examples if e.fold != fold])
        judge = ClauseModel(version, classes, constants, weights, Judgement({}, {}, threshold))
        for i, example in enumerate(examples):
            if example.fold == fold:
                scores[i] = list(map(judge.scores, example.features, example.barred))
    return scores


def _second(
    network: Network | None, examples: Sequence[Example], scores: Sequence[Scores]
) -> SecondLook | None:
    """The second look, its weights fitted on the examples that have a reading."""
    read = [(e, s) for e, s in zip(examples, scores, strict=True) if e.reading]
    return SecondLook(network, fit_second(read)) if network and read else None


def _micro_f1(pairs: Sequence[tuple[Collection[PowerType], set[PowerType]]]) -> float:
    right = sum(len(given & set(truth)) for truth, given in pairs)
    named = sum(len(truth) + len(given) for truth, given in pairs)
    return round(2 * right / named, 4) if named else 1.0


def fit_clauses(
    examples: Sequence[Example],
) -> tuple[tuple[float, ...], dict[str, int]]:
    """The first step: the constants of the types and the weights of the features."""
    import numpy as np  # noqa: PLC0415
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    clauses = [sorted(features) for e in examples for features in e.features]
    carried = [types for e in examples for types in e.carried]
    counts = Counter(feature for clause in clauses for feature in clause)
    names = sorted(f for f, n in counts.items() if n >= _RARE and not set(f) & set("\t\n\r"))
    index = {feature: i for i, feature in enumerate(names)}
    values, columns, ends = [], [], [0]
    for clause in clauses:
        for feature in clause:
            if feature in index:
                columns.append(index[feature])
                values.append(weight(feature))
        ends.append(len(columns))
    matrix = csr_matrix((np.array(values), np.array(columns), np.array(ends)), (len(clauses), len(names)))
    constants, table = [], np.zeros((len(names), len(TYPES)))
    for i, power_type in enumerate(TYPES):
        truth = [power_type in types for types in carried]
        if not any(truth):  # a type that no label has is never found by its words
            constants.append(LOWEST)
            continue
        model = LogisticRegression(C=_STRENGTH_OF_CLAUSES, solver="liblinear", tol=1e-3, random_state=0).fit(
            matrix, truth
        )
        constants.append(round(float(model.intercept_[0]), 4))
        table[:, i] = model.coef_[0]
    table *= np.array([weight(feature) for feature in names])[:, None]
    weights = {}
    for feature, row in zip(names, table, strict=True):
        numbers = [round(float(w) * HUNDREDTHS) if abs(w) >= _SMALL else 0 for w in row]
        if any(numbers):
            weights[feature] = packed(numbers)
    return tuple(constants), weights


def fit_judgement(examples: Sequence[Example], scores: Sequence[Scores], threshold: float) -> Judgement:
    """The second step: how far scores and rules can be trusted, type by type."""
    rows = [
        (t, facts.inputs(), t in example.basis)
        for example, of_clauses in zip(examples, scores, strict=True)
        for t, facts in facts_of(example.hits, example.standing, of_clauses).items()
    ]
    return Judgement(*_fit_inputs(rows, OWN), threshold)


def fit_second(read: Sequence[tuple[Example, Scores]]) -> Weights:
    """The second look's weights: how far the network can be trusted beside rules and words, type by type."""
    rows = []
    for example, of_clauses in read:
        if example.reading is None:
            continue
        of_types = seen(example.reading)
        facts = facts_of(example.hits, example.standing, of_clauses)
        rows += [(t, of_types[t].inputs(f.inputs()), t in example.basis) for t, f in facts.items()]
    return Weights(*_fit_inputs(rows, OWN_OF_SECOND), DOUBT)


def _fit_inputs(
    rows: Sequence[tuple[PowerType, Mapping[str, float], bool]], own: Sequence[str]
) -> tuple[dict[str, float], dict[PowerType, dict[str, float]]]:
    """Weights of the inputs for all types, and further ones of each type for the inputs ``own``."""
    import numpy as np  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    names = list(rows[0][1])
    size = len(own)
    table = np.zeros((len(rows), len(names) + size * len(TYPES)))
    for row, (power_type, inputs, _) in zip(table, rows, strict=True):
        row[: len(names)] = list(inputs.values())
        begin = len(names) + size * TYPES.index(power_type)
        row[begin : begin + size] = [1.0, *(inputs[name] for name in own[1:])]
    model = LogisticRegression(C=_STRENGTH_OF_JUDGEMENT, max_iter=5000, fit_intercept=False).fit(
        table, [truth for _, _, truth in rows]
    )
    weights = [round(float(w), 4) for w in model.coef_[0]]
    of_types = {
        t: dict(zip(own, weights[len(names) + size * i :][:size], strict=True)) for i, t in enumerate(TYPES)
    }
    return dict(zip(names, weights, strict=False)), of_types
