"""Understanding a question before anything is searched: pinpoints, abbreviations, parts, bodies, jurisdiction."""

from __future__ import annotations

import re

from corpus import address, glossary
from retrieval.evidence import Understanding

_NUMBER = r"(?P<number>\d+[A-Z]{0,3})(?P<points>(?:\s?\(\s?[0-9a-z]{1,4}\s?\))*)"
_UK_GDPR, _DPA, _PECR = "eur/2016/679", "ukpga/2018/12", "uksi/2003/2426"

_SCHEDULE = re.compile(
    r"\bsch(?:ed(?:ule)?)?\.?\s*(?P<schedule>\d+[A-Z]?)"
    r"(?:[\s,]*\bpart\s*\d+)?"
    r"(?:[\s,]*(?:\bpara(?:graph|s)?\.?|\bp\.)\s*(?P<number>\d+[A-Z]{0,3})(?P<points>(?:\s?\(\s?[0-9a-z]{1,4}\s?\))*))?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(rf"\bart(?:icle|s)?\.?\s*{_NUMBER}", re.IGNORECASE)
_SECTION = re.compile(
    rf"(?:\bsection|\bsec\.?|\bss?\.)\s*{_NUMBER}|\bs(?P<number2>\d{{1,3}}[A-Z]{{0,2}})(?P<points2>(?:\(\w{{1,4}}\))*)\b",
    re.IGNORECASE,
)
_REGULATION = re.compile(rf"\breg(?:ulation)?\.?\s*{_NUMBER}", re.IGNORECASE)
_ANNEX = re.compile(r"\bannex\s*(?P<number>\d+)", re.IGNORECASE)
_PART = re.compile(r"\bpart\s*(?P<number>\d+)\b", re.IGNORECASE)
_BARE_ARTICLE = re.compile(r"(?<![\w(.£])(?P<number>\d{1,2}[A-D]?)(?P<points>(?:\([0-9a-z]{1,3}\))+)(?!\w)")
_SENTENCE_END = re.compile(r"(?<=[?!])\s+|\n{2,}")
_AND_QUESTION = re.compile(
    r"(?:,?\s+and\s+|;\s*|\.\s+|,\s+)(?=(?:also\s+)?(?:what|who|when|how|do|does|can|should|is|are|must|which|where)\b[^.?!]{12,})",
    re.IGNORECASE,
)
_NAMED_BODY = re.compile(
    r"\b(?!(?:The|A|An|Our|Your|My|Their|This|That|Any|Every|What|Does|Is|Can|Should|Has|If)\b)"
    r"((?:[A-Z][a-z’'-]+\s+){1,4}(?:Council|Health Board|NHS Trust|Academy|High School|Primary School|University|College|"
    r"Housing Association|Homes|Constabulary|Trust|Partnership))\b"
)
_DECISION = re.compile(
    r"\b(?:approve (?:this|my|our|the|it)|sign (?:this|it|off)|(?:should|shall) (?:i|we) (?:report|sack|dismiss|discipline|suspend|sue|pay|settle)|"
    r"can you (?:approve|authorise|decide|sign)|is (?:he|she|my colleague|my manager) guilty|decide (?:for|whether) (?:me|us|we)|"
    r"do we have to pay (?:this|him|her|them)|what would you do in my|should we approve)\b",
    re.IGNORECASE,
)
_OWN_PAPERS = re.compile(
    r"\b(?:our|your|their|the (?:council|school|trust|board|college|university|association|charity)(?:'s|’s))\s+(?:\w+\s+){0,3}?"
    r"(?:policy|policies|procedure|retention schedule|disposal schedule|contract|handbook|guidance note|agreement|register|privacy notice|"
    r"dpia|risk register)\s+(?:say|says|state|states|allow|allows|require|requires|set|sets)\b"
    r"|\bwhat(?:'s| is| does)? (?:in )?(?:our|the council's|the school's) (?:policy|retention schedule|handbook)\b"
    r"|\b(?:policy|retention schedule|procedure|handbook) of [A-Z]",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:previous|prior|above|earlier|all|any|your|the)\b.{0,40}"
    r"\b(?:instructions?|rules?|prompts?|guidelines|guardrails|sources|citations?|training|safety|policy|polic(?:y|ies)|context)\b"
    r"|\b(?:system|developer|assistant|admin)\s*(?:prompt|message|override|note)?\s*[:>\]]"
    r"|<\|?/?(?:system|im_start|im_end|inst)|\[/?(?:inst|system)\]"
    r"|\byou are (?:now|no longer)\b|\bact as (?:if|an?|the)\b|\bpretend (?:to be|that|you)\b|\bnew (?:instructions?|rules?|role)\b"
    r"|\b(?:reply|respond|answer|say|output|print|write|return)\b.{0,25}\b(?:only|just|exactly|nothing but|with the (?:single )?word)\b"
    r"|\b(?:print|reveal|show|repeat|output|dump|tell me)\b.{0,25}\b(?:system prompt|hidden prompt|your prompt|your (?:hidden )?instructions|"
    r"api key|secret|password)\b"
    r"|\b(?:approve|reject|delete|close|revoke|sign off|mark)\b.{0,15}\b(?:case|application|request|agreement|dpia)s?\s*(?:no\.?|number|#)?\s*\d"
    r"|\b(?:developer|jailbreak|dan|god|debug|admin) mode\b|!\[[^\]]*\]\(|\bcurl\s+http|\bsudo\b|\bdrop table\b",
    re.IGNORECASE,
)


def understand(question: str) -> Understanding:
    """What the question names and asks. Pure; nothing is looked up but the glossary and the instruments' names."""
    plain = without_commands(question)
    return Understanding(
        question=question,
        parts=parts(plain),
        pinpoints=pinpoints(plain),
        expanded=expansions(plain),
        commands=plain != " ".join(question.split()),
        plain=plain,
        named_bodies=tuple(dict.fromkeys(found.group(1) for found in _NAMED_BODY.finditer(question))),
        about_own_papers=bool(_OWN_PAPERS.search(question)),
        asks_for_decision=bool(_DECISION.search(question)),
    )


def pinpoints(question: str) -> tuple[str, ...]:
    """Canonical addresses of the provisions that the question names, in order.

    Articles without an instrument are the UK GDPR's, sections and schedules the Data Protection Act 2018's, regulations
    those of PECR; an instrument named close by wins.
    """
    found: dict[int, str] = {}
    taken: list[tuple[int, int]] = []

    def add(match: re.Match[str], default: str, steps: list[str], points: str | None) -> None:
        if any(match.start() < end and start < match.end() for start, end in taken):
            return
        taken.append(match.span())
        path = _instrument_near(question, match.start(), match.end()) or default
        inner = re.findall(r"\(\s?([0-9a-zA-Z]{1,4})\s?\)", points or "")
        found[match.start()] = "/".join([address.LEGISLATION, path, *steps, *inner])

    for match in _SCHEDULE.finditer(question):
        steps = ["schedule", match["schedule"].upper()] + (
            ["paragraph", match["number"].upper()] if match["number"] else []
        )
        add(match, _DPA, steps, match["points"])
    for match in _ARTICLE.finditer(question):
        add(match, _UK_GDPR, ["article", match["number"].upper()], match["points"])
    for match in _SECTION.finditer(question):
        number = match["number"] or match["number2"]
        add(match, _DPA, ["section", number.upper()], match["points"] or match["points2"])
    for match in _REGULATION.finditer(question):
        add(match, _PECR, ["regulation", match["number"].upper()], match["points"])
    for match in _ANNEX.finditer(question):
        add(match, _UK_GDPR, ["annex", match["number"]], None)
    for match in _BARE_ARTICLE.finditer(question):
        add(match, _UK_GDPR, ["article", match["number"].upper()], match["points"])
    if re.search(r"\bdpa\b|data protection act", question, re.IGNORECASE):
        for match in _PART.finditer(question):
            add(match, _DPA, ["part", match["number"]], None)
    return tuple(dict.fromkeys(found[at] for at in sorted(found)))


def expansions(question: str) -> tuple[tuple[str, str], ...]:
    """The abbreviations in the question with what they stand for and the words to search for."""
    known = glossary.by_written_form()
    result: dict[str, str] = {}
    for word in re.findall(r"[A-Za-z][A-Za-z&/-]{1,15}", question):
        term = known.get(word.lower())
        if term is not None and (not word.islower() or len(word) > 2 or word.lower() == term.term.lower()):
            result.setdefault(word, " ".join((term.stands_for, *term.search_as)))
    return tuple(result.items())


def parts(question: str) -> tuple[str, ...]:
    """The separate questions in a text; a text with only one comes back whole."""
    whole = " ".join(question.split())
    pieces = [piece.strip() for sentence in _SENTENCE_END.split(whole) for piece in _AND_QUESTION.split(sentence)]
    asked = [piece for piece in pieces if len(piece.split()) >= 4]
    return tuple(asked) if 1 < len(asked) <= 6 else (whole,)


def without_commands(question: str) -> str:
    """The question without the sentences in it that address the machine rather than ask anything.

    What is left may be empty: then there was no question.
    """
    sentences = re.split(r"(?<=[.!?:])\s+|\n+", question)
    kept = [sentence for sentence in sentences if not _COMMAND.search(sentence)]
    return " ".join(" ".join(kept).split())


def search_text(understanding: Understanding) -> str:
    """The question with abbreviations spelled out, as it is embedded and matched."""
    text = understanding.plain or understanding.question
    for written, meaning in understanding.expanded:
        text = re.sub(rf"\b{re.escape(written)}\b", f"{written} ({meaning})", text, count=1)
    return text


def _instrument_near(question: str, start: int, end: int) -> str | None:
    """The instrument named just after the pinpoint, else just before it."""
    after = question[end : end + 70].lower()
    before = question[max(0, start - 45) : start].lower()
    best: tuple[int, str] | None = None
    for path, instrument in address.instruments().items():
        for name in (*instrument.names, instrument.title.lower()):
            at = re.search(rf"^[\s,]*(?:of\s+)?(?:the\s+)?{re.escape(name)}\b", after)
            near = re.search(rf"\b{re.escape(name)}[\s,:'’s]*$", before)
            if (at or near) and (best is None or len(name) > best[0]):
                best = (len(name), path)
    return best[1] if best else None
