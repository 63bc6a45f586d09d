"""Training of the learned model: the only place that loads scikit-learn, inside its functions.

Both steps are logistic regressions. The second is fitted on scores that models of other documents gave (five folds
by document), so that it learns how far scores and rules can be trusted on a law that nobody has read.
"""

import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lezr_extract.powers.features import Classes, weight
from lezr_extract.powers.learned import (
    HUNDREDTHS,
    LOWEST,
    OWN,
    TYPES,
    ClauseModel,
    Facts,
    Judgement,
    facts_of,
)
from lezr_extract.powers.match import Hit
from lezr_extract.powers.packing import packed
from lezr_extract.records import PowerType

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

FOLDS = 5
_FREQUENT = 6000  # words that count as context of others
_SIZES = (400, 100)  # number of fine and of coarse classes of words
_RARE = 3  # a feature that fewer clauses have is left out
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
    """

    document: str
    features: tuple[frozenset[str], ...]
    barred: tuple[frozenset[PowerType], ...]
    carried: tuple[frozenset[PowerType], ...]
    basis: frozenset[PowerType]
    hits: tuple[Hit, ...]
    standing: tuple[Hit, ...]

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
        rules, judged: micro-F1 of basis types over all examples, by the rules alone, and by models that were each
            trained without the documents they judge.
    """

    model: ClauseModel
    rules: float
    judged: float


def fit(examples: Sequence[Example], classes: Classes, version: str, threshold: float) -> Trained:
    """The model learned from labelled articles, measured in five folds by document."""
    scores: list[list[list[float]]] = [[] for _ in examples]
    for fold in range(FOLDS):
        constants, weights = fit_clauses([e for e in examples if e.fold != fold])
        judge = ClauseModel(version, classes, constants, weights, Judgement({}, {}, threshold))
        for i, example in enumerate(examples):
            if example.fold == fold:
                scores[i] = list(map(judge.scores, example.features, example.barred))
    rules, judged = [], []
    for fold in range(FOLDS):
        rest = [(e, s) for e, s in zip(examples, scores, strict=True) if e.fold != fold]
        judgement = fit_judgement([e for e, _ in rest], [s for _, s in rest], threshold)
        for example, of_clauses in zip(examples, scores, strict=True):
            if example.fold == fold:
                facts = facts_of(example.hits, example.standing, of_clauses)
                likely = {t: judgement.probability(t, facts[t]) for t in TYPES}
                judged.append((example.basis, judgement.basis(facts, likely)))
                rules.append((example.basis, {t for t in TYPES if facts[t].rule}))
    constants, weights = fit_clauses(examples)
    model = ClauseModel(version, classes, constants, weights, fit_judgement(examples, scores, threshold))
    return Trained(model, _micro_f1(rules), _micro_f1(judged))


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


def fit_judgement(
    examples: Sequence[Example], scores: Sequence[Sequence[Sequence[float]]], threshold: float
) -> Judgement:
    """The second step: how far scores and rules can be trusted, type by type."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    names = list(Facts(0, False, False, 0, LOWEST, LOWEST).inputs())
    rows, truth = [], []
    for example, of_clauses in zip(examples, scores, strict=True):
        for power_type, facts in facts_of(example.hits, example.standing, of_clauses).items():
            inputs = facts.inputs()
            own = [1.0, *(inputs[name] for name in OWN[1:])]
            spread = [x if t is power_type else 0.0 for t in TYPES for x in own]
            rows.append([*inputs.values(), *spread])
            truth.append(power_type in example.basis)
    model = LogisticRegression(C=_STRENGTH_OF_JUDGEMENT, max_iter=5000, fit_intercept=False).fit(rows, truth)
    weights = [round(float(w), 4) for w in model.coef_[0]]
    shared = dict(zip(names, weights, strict=False))
    size = len(OWN)
    own_of = {
        t: dict(zip(OWN, weights[len(names) + size * i :][:size], strict=True)) for i, t in enumerate(TYPES)
    }
    return Judgement(shared, own_of, threshold)
