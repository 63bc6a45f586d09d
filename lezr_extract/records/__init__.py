"""What passes between the stages: frozen records that know no database, no web and no file format."""

from lezr_extract.records.agency import Agency
from lezr_extract.records.citation import Citation, Reach, Resolution
from lezr_extract.records.comparison import (
    CitedClause,
    ComparedArticle,
    ComparedLaw,
    Deed,
    Difference,
    DifferenceKind,
    Related,
    Relation,
)
from lezr_extract.records.decision import CHANGEABLE, Decision, Gate, Standing, State, Verdict
from lezr_extract.records.document import Box, Document, Place, ShownPage, SourceMap, Table
from lezr_extract.records.entry import Basis, Entry
from lezr_extract.records.finding import Finding, FindingKind, Guard, Level, Side
from lezr_extract.records.law import (
    Annex,
    Article,
    Evidence,
    Heading,
    Item,
    Law,
    Paragraph,
    Part,
    PartKind,
    Rank,
    Status,
)
from lezr_extract.records.liability import LiabilityClause
from lezr_extract.records.norm import (
    ActorKind,
    ClauseKind,
    HeadKind,
    Mention,
    Norm,
    SubjectSource,
)
from lezr_extract.records.office import LocalDuty
from lezr_extract.records.place import Span
from lezr_extract.records.power import (
    Amount,
    ArticlePowers,
    Competence,
    Exclusion,
    Power,
    PowerType,
    Role,
)
from lezr_extract.records.problem import Problem, Severity, Stage
from lezr_extract.records.referral import Followed, Referral
from lezr_extract.records.ruling import Ruling

__all__ = [
    "CHANGEABLE",
    "ActorKind",
    "Agency",
    "Amount",
    "Annex",
    "Article",
    "ArticlePowers",
    "Basis",
    "Box",
    "Citation",
    "CitedClause",
    "ClauseKind",
    "ComparedArticle",
    "ComparedLaw",
    "Competence",
    "Decision",
    "Deed",
    "Difference",
    "DifferenceKind",
    "Document",
    "Entry",
    "Evidence",
    "Exclusion",
    "Finding",
    "FindingKind",
    "Followed",
    "Gate",
    "Guard",
    "HeadKind",
    "Heading",
    "Item",
    "Law",
    "Level",
    "LiabilityClause",
    "LocalDuty",
    "Mention",
    "Norm",
    "Paragraph",
    "Part",
    "PartKind",
    "Place",
    "Power",
    "PowerType",
    "Problem",
    "Rank",
    "Reach",
    "Referral",
    "Related",
    "Relation",
    "Resolution",
    "Role",
    "Ruling",
    "Severity",
    "ShownPage",
    "Side",
    "SourceMap",
    "Span",
    "Stage",
    "Standing",
    "State",
    "Status",
    "SubjectSource",
    "Table",
    "Verdict",
]
