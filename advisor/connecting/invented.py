"""The invented bodies and people of local mode, so that one person can play every part on trial cases."""

from __future__ import annotations

from datetime import date, datetime

from advisor.approval.actor import Role
from advisor.approval.authority import Delegation, Grant, Member, Organisation, Register, Scope
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.approval.refusal import Refusal
from advisor.connecting.identity import LOCAL_PERSON
from advisor.governance.person import Person
from advisor.journeys.casework_ports import PeopleBook, RegisterLedger

COUNCIL, BOARD, CHARITY = "borsetshire-council", "borsetshire-health-board", "home-again"

ORGANISATIONS = (
    Organisation(id=COUNCIL, name="Borsetshire Council (invented)"),
    Organisation(id=BOARD, name="Borsetshire Health Board (invented)", has_caldicott_guardian=True),
    Organisation(id=CHARITY, name="Home Again (invented charity)", outside=True),
)

_PARTS: tuple[tuple[str, str, str, tuple[Role, ...]], ...] = (
    ("isla-reid", "Isla Reid", COUNCIL, (Role.AUTHOR,)),
    ("fiona-mackay", "Fiona Mackay", COUNCIL, (Role.DPO,)),
    ("morag-bell", "Morag Bell", COUNCIL, (Role.APPROVER,)),
    ("ailsa-grant", "Ailsa Grant", COUNCIL, ()),
    ("callum-ross", "Callum Ross", COUNCIL, (Role.SIRO,)),
    ("niamh-doyle", "Niamh Doyle", COUNCIL, (Role.INFORMATION_ASSET_OWNER,)),
    ("tom-okoro", "Tom Okoro", COUNCIL, (Role.ADMINISTRATOR,)),
    ("ruth-levy", "Ruth Levy", COUNCIL, (Role.AUDITOR,)),
    ("priya-nair", "Priya Nair", BOARD, (Role.AUTHOR,)),
    ("hamish-stewart", "Hamish Stewart", BOARD, (Role.DPO,)),
    ("grace-adeyemi", "Grace Adeyemi", BOARD, (Role.APPROVER,)),
    ("owen-price", "Owen Price", BOARD, (Role.CALDICOTT_GUARDIAN,)),
    ("helen-marsh", "Helen Marsh", BOARD, (Role.SIRO,)),
    ("sam-kerr", "Sam Kerr", BOARD, (Role.ADMINISTRATOR,)),
)
"""Identifier, name, body and roles. Ailsa Grant decides by a delegation from Morag Bell."""

_FIRST_DAY, _LAST_DAY = date(2026, 1, 1), date(2099, 12, 31)


def settle(register: RegisterLedger, people: PeopleBook, now: datetime) -> None:
    """Found the invented register, where there is none yet."""
    if register.register().organisations:
        return
    for person_id, name, _, _ in _PARTS:
        people.know(Person(id=person_id, name=f"{name} (invented)"), now)
    people.know(LOCAL_PERSON, now)
    try:
        register.found(invented_register(), now)
    except Refusal:
        return  # another process was quicker and founded the same one


def invented_register() -> Register:
    """The register of the invented bodies."""
    whole = Scope(kinds=tuple(CaseKind), limit=RiskLevel.HIGH, first_day=_FIRST_DAY, last_day=_LAST_DAY)
    medium = whole.model_copy(update={"limit": RiskLevel.MEDIUM})
    members = [Member(person_id=person_id, organisation_id=body) for person_id, _, body, _ in _PARTS]
    # Who asks without playing a part belongs to the council too, so that a question can be passed on.
    members.append(Member(person_id=LOCAL_PERSON.id, organisation_id=COUNCIL))
    grants = [
        Grant(id=f"{person_id} {role.name.lower()}", person_id=person_id, organisation_id=body, role=role, scope=whole)
        for person_id, _, body, roles in _PARTS
        for role in roles
    ]
    lent = Delegation(
        id="morag-bell to ailsa-grant",
        principal_id="morag-bell",
        delegate_id="ailsa-grant",
        organisation_ids=(COUNCIL,),
        scope=medium,
    )
    return Register(organisations=ORGANISATIONS, members=tuple(members), grants=tuple(grants), delegations=(lent,))
