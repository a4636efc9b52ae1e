"""A draft: an impact assessment or an agreement as the advisor proposes it, for a person to accept, change or strike.

The JSON of a ``Draft`` is the public contract of ``advisor draft``: fields are added, never dropped or renamed.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from corpus.source import Frozen


class Document(StrEnum):
    """What is drafted."""

    DPIA = "dpia"
    AGREEMENT = "agreement"


class Regime(StrEnum):
    """Which regime of data protection governs processing: the general one, or that of law enforcement."""

    UK_GDPR = "ukgdpr"
    PART_3 = "part3"


class Standing(StrEnum):
    """Whether the facts settle a point of law, or leave candidates that a person must choose between."""

    SETTLED = "settled"
    CANDIDATE = "candidate"


class FactKind(StrEnum):
    """What sort of fact a proposal states."""

    ORGANISATION = "organisation"
    SYSTEM = "system"
    DATA_ITEM = "data_item"
    DATA_SUBJECT = "data_subject"
    VOLUME = "volume"
    DATE = "date"
    AMOUNT = "amount"
    PERSON = "person"
    PROJECT = "project"
    RETENTION = "retention"
    PURPOSE = "purpose"
    RECIPIENT = "recipient"
    LOCATION = "location"
    LEGAL_BASIS_CLAIMED = "legal_basis_claimed"
    FREQUENCY = "frequency"
    SECURITY_MEASURE = "security_measure"


class FactSource(StrEnum):
    """Who states a fact: the proposal, or a person who answered a question or put the advisor right."""

    PROPOSAL = "proposal"
    ANSWER = "answer"


class Fact(Frozen):
    """One thing that the proposal states, word for word.

    ``value`` is the text of the proposal from ``start`` to ``end``; ``source_text`` is the sentence that it stands in;
    ``field`` is the part of the draft that it belongs to. A fact that a person gave as an answer, or put right, says so
    in ``source``; it stands nowhere in the proposal, so that its ``start`` and ``end`` are 0.
    """

    id: str
    kind: FactKind
    value: str
    source_text: str
    start: int
    end: int
    field: str
    source: FactSource = FactSource.PROPOSAL


class RoleOfParty(Frozen):
    """What a party is in law; ``flow`` is ``None`` where it holds for all that the proposal describes."""

    party: str
    role: str
    flow: str | None = None
    why: str


class LawfulBasisLine(Frozen):
    """For one party: the points of Article 6 and 9, paragraphs of Schedule 1 and power that fit, or may fit.

    Empty where the regime is Part 3 (Articles 6 and 9 do not reach it) or where the data need none.
    """

    party: str
    flow: str | None = None
    article_6: tuple[str, ...] = ()
    article_9: tuple[str, ...] = ()
    schedule_1: tuple[str, ...] = ()
    power: str | None = None
    regime: Regime = Regime.UK_GDPR
    status: Standing = Standing.CANDIDATE
    why: str
    citations: tuple[str, ...] = ()


class Trigger(Frozen):
    """One case of the screening: met or not, why, and the words of the proposal that decided it."""

    id: str
    met: bool
    why: str
    source_text: str = ""
    citations: tuple[str, ...] = ()


class Screening(Frozen):
    """Whether an impact assessment is required, and each case looked at. Required until there is enough to judge by."""

    required: bool
    settled: bool = True
    triggers: tuple[Trigger, ...] = ()


class Origin(StrEnum):
    """Where the words of a statement come from."""

    PROPOSAL = "proposal"
    LAW = "law"
    GUIDANCE = "guidance"
    PRECEDENT = "precedent"
    SUGGESTION = "suggestion"


class StatementState(StrEnum):
    """What a person has made of a statement."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    STRUCK = "struck"


class Statement(Frozen):
    """One statement of a section, with the facts that it rests on and the addresses that it cites.

    ``id`` stays the same from version to version as long as the advisor composes the same words there.
    """

    id: str = ""
    text: str
    origin: Origin
    facts: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    state: StatementState = StatementState.PROPOSED


class Section(Frozen):
    """One section of the document, as the template orders it."""

    id: str
    title: str
    statements: tuple[Statement, ...] = ()


class Way(StrEnum):
    """A way of giving access, least intrusive first."""

    LOOKUP = "lookup"
    API = "api"
    AGGREGATE = "aggregate"
    PSEUDONYMISED = "pseudonymised"
    COPY = "copy"


class Alternative(Frozen):
    """Another way of giving access, and why it is not the one recommended."""

    way: Way
    why: str


class Access(Frozen):
    """For one flow: the least intrusive way that serves the purpose, beside the others."""

    flow: str
    recommended: Way
    why: str
    alternatives: tuple[Alternative, ...] = ()


class DataFlow(Frozen):
    """Data that go from one party to another; ``what`` and ``method`` are the proposal's words, empty if not given."""

    sender: str
    receiver: str
    what: str = ""
    method: str = ""


class Benefit(Frozen):
    """Who gains, and what not doing it costs them."""

    who: str
    benefit: str
    harm_of_not_sharing: str
    origin: Origin


class RiskLine(Frozen):
    """One risk to people, before and after the measures."""

    id: str
    harm: str
    who: str
    source: str
    likelihood: int = Field(ge=1, le=5)
    severity: int = Field(ge=1, le=5)
    measures: tuple[str, ...] = ()
    residual_likelihood: int = Field(ge=1, le=5)
    residual_severity: int = Field(ge=1, le=5)
    owner: str
    why: str
    citations: tuple[str, ...] = ()


class Gap(Frozen):
    """What the proposal does not say and a person must be asked; never filled in by the advisor."""

    field: str
    question: str
    why: str
    who_might_know: str
    citations: tuple[str, ...] = ()


class Contradiction(Frozen):
    """Wordings of the proposal that cannot both hold; all are shown, and a person is asked which is right."""

    field: str
    values: tuple[str, ...]


class Correction(Frozen):
    """A claim of the proposal that is wrong in law, and what holds instead."""

    claim_in_proposal: str
    correction: str
    citations: tuple[str, ...]


class ChecklistItem(Frozen):
    """One thing that the law wants of the document, and where the draft meets it."""

    id: str
    requirement: str
    met: bool
    where: str
    citations: tuple[str, ...] = ()


class Instrument(StrEnum):
    """The agreements that the advisor drafts: which one is right follows from the relationship of the parties."""

    DATA_SHARING = "data_sharing_agreement"
    JOINT_CONTROLLERS = "joint_controller_arrangement"
    PROCESSOR = "processor_contract_schedule"
    PROTOCOL = "information_sharing_protocol"
    MEMORANDUM = "memorandum_of_understanding"
    DIGITAL_ECONOMY_ACT = "digital_economy_act_agreement"
    LAW_ENFORCEMENT = "law_enforcement_sharing_agreement"
    ONE_OFF = "one_off_disclosure_record"


class Draft(Frozen):
    """A whole draft. ``instrument`` and ``instrument_why`` are ``None`` for an impact assessment.

    ``notices`` are what a reader must know before anything else, such as that the proposal is not in English.
    """

    document: Document
    template: str
    instrument: Instrument | None = None
    instrument_why: str | None = None
    facts: tuple[Fact, ...] = ()
    roles: tuple[RoleOfParty, ...] = ()
    lawful_basis: tuple[LawfulBasisLine, ...] = ()
    screening: Screening
    sections: tuple[Section, ...] = ()
    access: tuple[Access, ...] = ()
    flows: tuple[DataFlow, ...] = ()
    benefit: tuple[Benefit, ...] = ()
    risks: tuple[RiskLine, ...] = ()
    gaps: tuple[Gap, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    corrections: tuple[Correction, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()
    notices: tuple[str, ...] = ()
