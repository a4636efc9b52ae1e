"""Whether what a draft says of law and guidance is carried by the words held at the addresses that it cites."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.governance.drafting.draft import Draft, Origin, Standing, Statement, StatementState
from advisor.governance.drafting.parts import screening_said
from advisor.governance.drafting.provenance import KnownLaw
from advisor.governance.support import Support
from corpus.source import Frozen

CheckClaim = Callable[[Sequence[str], str], Support]
"""How far passages carry a claim."""


class GroundedStatement(Frozen):
    """A statement of law or guidance and what the check found; ``support`` is ``None`` where no words are held."""

    section: str
    statement: Statement
    support: Support | None


class GroundingReport(Frozen):
    """What the check found over a draft."""

    checked: tuple[GroundedStatement, ...] = ()

    @property
    def carried(self) -> tuple[GroundedStatement, ...]:
        """Those that the words held carry."""
        return tuple(one for one in self.checked if one.support is not None and one.support.may_be_shown)

    @property
    def doubtful(self) -> tuple[GroundedStatement, ...]:
        """Those that a person has to look at."""
        return tuple(one for one in self.checked if one not in self.carried)

    @property
    def words(self) -> str:
        """The report for an approver."""
        found = f"of {len(self.checked)} statements of law and guidance in this draft, {len(self.carried)} are carried"
        lines = [f"Grounding check: {found} by the words held at the addresses cited."]
        for one in self.doubtful:
            why = "no words are held at its addresses" if one.support is None else "; ".join(one.support.reasons)
            lines.append(f"To be looked at in “{one.section}”: {one.statement.text} ({why or 'not fully carried'})")
        return "\n".join(lines)


def ground(draft: Draft, known: KnownLaw, check: CheckClaim) -> GroundingReport:
    """The check over every statement of law or guidance; findings of the screening and of bases are no such claims."""
    findings = {one.text for one in screening_said(draft)}
    findings |= {line.why for line in draft.lawful_basis if line.status is Standing.SETTLED}
    checked = [
        GroundedStatement(section=section.title, statement=one, support=_support(one, known, check))
        for section in draft.sections
        for one in section.statements
        if one.origin in (Origin.LAW, Origin.GUIDANCE)
        and one.state is not StatementState.STRUCK
        and one.text not in findings
        and not any(one.text.endswith(each) for each in findings)
    ]
    return GroundingReport(checked=tuple(checked))


def _support(statement: Statement, known: KnownLaw, check: CheckClaim) -> Support | None:
    held = known.at(statement.citations, statement.text)
    if not held:
        return None
    return check([f"{one.title}\n{one.text}" for one in held], statement.text)
