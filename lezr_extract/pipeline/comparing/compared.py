"""Laws as comparing needs them: every source read, its powers found, its articles with their acts."""

from collections.abc import Iterator, Sequence
from functools import partial

from lezr_extract import agencies, norms, powers, structure
from lezr_extract.compare import reading
from lezr_extract.pipeline.job.many import crashed_problems, each
from lezr_extract.pipeline.job.one_source import DEFAULTS, Options, documents, guarded, law_of, warm
from lezr_extract.read import Source, sources
from lezr_extract.records import ComparedLaw, Document, Law, Problem, Stage


def compared_laws(paths: Sequence[str], options: Options = DEFAULTS) -> Iterator[ComparedLaw | Problem]:
    """The laws under ``paths`` in the order of their sources, and what went wrong; one law at a time.

    Args:
        paths: files, folders, a laws database or ``national``.
        options: workers, office, rules only.

    Raises:
        CannotRunError: a path does not exist.
    """
    yield from compared_sources(sources(paths), options)


def compared_sources(
    items: Iterator[Source | Problem] | Sequence[Source | Problem], options: Options = DEFAULTS
) -> Iterator[ComparedLaw | Problem]:
    """As `compared_laws`, of sources that are known already."""
    warm()
    work = partial(compared_batch, options=options)
    for _, found in each(work, items, _crashed, options.workers):
        yield from found


def compared_batch(items: Sequence[Source | Problem], options: Options) -> list[ComparedLaw | Problem]:
    """The laws of a batch of sources with their problems."""
    return [one for item in items for document in documents(item) for one in _of_document(document, options)]


def compared_law(law: Law, options: Options = DEFAULTS) -> tuple[ComparedLaw | None, tuple[Problem, ...]]:
    """One law as comparing needs it, and what failed; None where it cannot be compared at all."""
    faults: list[Problem | None] = []
    citations, fault = guarded(Stage.STRUCTURE, law.file, lambda: structure.find_citations(law))
    faults.append(fault)
    parsed, fault = guarded(Stage.NORMS, law.file, lambda: norms.parse_law(law))
    faults.append(fault)
    clauses = parsed or tuple(() for _ in law.articles)
    model = None if options.rules_only else powers.standard_model()
    found, fault = guarded(
        Stage.POWERS,
        law.file,
        lambda: powers.find_powers(law, clauses, rulings=options.office.rulings, model=model),
    )
    faults.append(fault)
    linked, fault = guarded(
        Stage.AGENCIES, law.file, lambda: agencies.link(law, clauses, found or (), options.office.duties)
    )
    faults.append(fault)
    done = linked if linked is not None else found or ()
    result, fault = guarded(
        Stage.COMPARE,
        law.file,
        lambda: reading.compared(
            law, clauses, done, citations or (), [one.title for one in structure.find_repeals(law)]
        ),
    )
    faults.append(fault)
    return result, tuple(one for one in faults if one)


def _of_document(document: Document | Problem, options: Options) -> Iterator[ComparedLaw | Problem]:
    if isinstance(document, Problem):
        yield document
        return
    law, problems = law_of(document)
    yield from problems
    if law is not None:
        result, faults = compared_law(law, options)
        yield from faults
        if result is not None:
            yield result


def _crashed(item: Source | Problem) -> ComparedLaw | Problem:
    return crashed_problems(item)[0]
