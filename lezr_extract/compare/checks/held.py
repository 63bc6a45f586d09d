"""Alarms held to the level that reading has borne out.

A check of which most alarms at 冲突 were wrong when they were held against the texts claims no fault until a further
reading says better: its alarms are told as 疑似, with the reading beside them (docs/lookup/alarms.md).
"""

from dataclasses import replace

from lezr_extract.records import Finding, FindingKind, Guard, Level
from lezr_extract.vocabulary.checks import checks, relation_alone

_RELIABLE = "这项检查是否可靠"
_GRAVEST_FIRST = list(Level)


def held(finding: Finding) -> Finding:
    """A finding at most at the level to which its check is held, with the reason among what was tested."""
    check = checks().get(finding.rule)
    if check is None or _GRAVEST_FIRST.index(finding.level) >= _GRAVEST_FIRST.index(check.held_to):
        return finding
    told = Guard(_RELIABLE, False, check.reliability(check.highest))
    return replace(finding, level=check.held_to, guards=(*finding.guards, told))


def reliability(finding: Finding) -> str:
    """How far alarms like this one were right when they were read, in Chinese; empty where it says so itself."""
    check = checks().get(finding.rule)
    if check is None and finding.kind is FindingKind.CONFLICT:
        read = next((one for one in relation_alone() if one.level is finding.level), None)
        return (
            f"没有检查报出、只凭两条关系的抵触，核对过{read.number}处，{read.right}处说得通" if read else ""
        )
    if check is None or any(guard.name == _RELIABLE for guard in finding.guards):
        return ""
    return check.reliability(finding.level)
