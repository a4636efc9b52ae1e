"""How fields, roles and ways of access are called in a draft, and how an exact value is put into a sentence."""

from __future__ import annotations

from advisor.governance.drafting.draft import Way

_SAID: dict[str, str] = {
    "title": "The name given is {}.",
    "owner": "As owner the proposal names {}.",
    "author": "The proposal was written by {}.",
    "senior_owner": "For the risk at board level the proposal names {}.",
    "dpo_advice": "On the data protection officer's advice the proposal names {}.",
    "caldicott": "As Caldicott guardian the proposal names {}.",
    "request": "The request is dated or referred to as {}.",
    "start_date": "As the start the proposal gives {}.",
    "end_date": "As the end the proposal gives {}.",
    "review_date": "For the review the proposal gives {}.",
    "cost": "The sums that the proposal gives are {}.",
    "benefit": "Of the benefit the proposal gives these figures: {}.",
    "necessity": "On need and proportion the proposal gives these figures: {}.",
    "volume": "The numbers that the proposal gives are {}.",
    "frequency": "As to how often, the proposal says {}.",
    "retention": "The period that the proposal gives is {}.",
    "disposal": "For disposal the proposal gives {}.",
    "controllers": "The bodies that decide why and how are {}.",
    "processors": "On behalf of others works {}.",
    "sub_processors": "For the processor works {}.",
    "recipients": "Among the recipients the proposal names {}.",
    "source": "As the source the proposal names {}.",
    "systems": "The systems that the proposal names are {}.",
    "hosting": "The data are kept in or with {}.",
    "liaison": "As contacts the proposal names {}.",
    "signatories": "As signatories the proposal names {}.",
    "complaints": "For complaints the proposal names {}.",
    "consultation": "On views that were sought the proposal names {}.",
    "ethics": "On ethical or research approval the proposal names {}.",
    "publication": "On publication the proposal gives {}.",
    "model_performance": "On how right the model is, the proposal gives {}.",
    "linkage": "For the matching the proposal names {}.",
    "automation": "For the automated steps the proposal names {}.",
    "data_subjects": "Among the people concerned the proposal names {}.",
    "area": "The places that the proposal names are {}.",
    "termination": "For the end of the arrangement the proposal gives {}.",
}
_FIELD_WORDS = {
    "dpo_advice": "Advice of the data protection officer",
    "caldicott": "Caldicott guardian",
    "senior_owner": "Senior owner of the risk",
    "special_category": "Special category data",
    "criminal_offence_data": "Data on criminal offences",
    "data_subjects": "The people concerned",
    "data_items": "What is held about people",
    "power": "Power, duty or gateway",
    "article_6": "Lawful basis (Article 6)",
    "article_9": "Condition for special category data (Article 9)",
    "schedule_1": "Condition of Schedule 1",
    "policy_document": "Appropriate policy document",
    "law_enforcement": "Law enforcement (Part 3)",
    "rights_handling": "Requests of people about their data",
    "opt_out": "Another way for those who do not want it",
    "audit_log": "Record of use",
    "liaison": "Contacts",
    "role_split": "Who does what",
    "sub_processors": "Who works for the processor",
    "reuse": "Use for another purpose",
}
FIXED_WORDS = (*_SAID.values(), *_FIELD_WORDS.values())
"""What the advisor's own sentences say around a value."""
WAYS = {
    Way.LOOKUP: "a look-up that answers one question",
    Way.API: "single records sent when they are needed",
    Way.AGGREGATE: "totals",
    Way.PSEUDONYMISED: "an extract without names",
    Way.COPY: "a copy",
}


def field_words(field: str) -> str:
    """A field as a heading or label."""
    return _FIELD_WORDS.get(field, field.replace("_", " ").capitalize())


def stated(field: str, values: tuple[str, ...], *, names: bool) -> str:
    """A sentence that carries values of a field exactly as they were given; ``names``: every one names somebody."""
    lead = _SAID.get(field, f"{field_words(field)}: {{}}.")
    if not names and " names" in lead:
        lead = f"{field_words(field)}: the proposal gives {{}}."
    return lead.replace("{}", listed(values))


def listed(values: tuple[str, ...], last: str = "and") -> str:
    """``a, b and c``."""
    if len(values) < 2:
        return "".join(values)
    return f"{', '.join(values[:-1])} {last} {values[-1]}"


def told(value: str) -> str:
    """A value that is a sentence or clause of the proposal, without marks of layout and with a stop at its end."""
    plain = value.replace("**", "").replace("__", "").strip(" \t\n#*>|-•")
    plain = " ".join(" – ".join(cell.strip() for cell in plain.split("|") if cell.strip()).split())
    return plain if not plain or plain.endswith((".", "!", "?", ":", "…", ".”", '."', ".)")) else f"{plain}."
