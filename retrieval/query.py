"""Understanding a question before anything is searched: pinpoints, abbreviations, parts, bodies, what it wants."""

from __future__ import annotations

import re
import unicodedata

from corpus import glossary
from retrieval.command import without_commands
from retrieval.evidence import Understanding
from retrieval.past_time import year_asked_of
from retrieval.pinpoint import pinpoints
from retrieval.words import words

_SENTENCE_END = re.compile(r"(?<=[?!])\s+|\n{2,}")
_AND_QUESTION = re.compile(
    r"(?:,?\s+and\s+|;\s*|\.\s+|,\s+)(?=(?:also\s+)?"
    r"(?:what|who|when|how|do|does|can|should|is|are|must|which|where)\b[^.?!]{12,})",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"(?<=[.?!;:])\s+|\n+|\s+[–—-]\s+"
    r"|,?\s+\b(?:but|because|since|so|although|and then|which means|given that|now that)\b\s+"
    r"|\b(?:says?|said|told \w+|tells \w+|reckons?|claims?|insists?|thinks?|heard)\b(?: that)?[,:]?\s+",
    re.IGNORECASE,
)
_NAMED_BODY = re.compile(
    r"\b(?!(?:The|A|An|Our|Your|My|Their|This|That|Any|Every|What|Does|Is|Can|Should|Has|If)\b)"
    r"((?:[A-Z][a-z’'-]+\s+){1,4}(?:Council|Health Board|NHS Trust|Academy|High School|Primary School|University|"
    r"College|Housing Association|Homes|Constabulary|Trust|Partnership))\b"
)
_PAPERS = (
    r"(?:policy|policies|procedure|(?:retention|disposal) schedule|contract|handbook|agreement|register|privacy notice"
    r"|dpia|risk register)"
)
_OWNER = r"(?:our|your|their|the (?:council|school|trust|board|college|university|association|charity)['’]s)"
_OWN_PAPERS = re.compile(
    rf"\b{_OWNER}\s+(?:\w+\s+){{0,3}}?{_PAPERS}\s+(?:say|state|allow|require|set)s?\b"
    rf"|\bwhat(?:['’]s| is| does)? (?:in )?{_OWNER} {_PAPERS}|\b{_PAPERS} of [A-Z]",
    re.IGNORECASE,
)
_ASSERTION = re.compile(
    r"\b(?:says?|said|told|claims?|insists?|reckons?|apparently|supposedly|surely|thought|because|since|heard|everyone"
    r"|isn['’]?t (?:it|that)|don['’]?t (?:we|they|i|u)|is (?:that|this|he|she|it) right|therefore"
    r"|so (?:we|i|it|that|there|no))\b|\b(?:right|correct|true)\?|['‘“\"]\w",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|are|does|can|we|you|our|of|to|what|how|who|when|for|and|it|that|with|have|this|from|about|should|my|your|please|not|was|all|any|by|if|or)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"</?[a-z][^<>]{0,80}>|<!--.{0,200}?-->", re.IGNORECASE)
_ASKS_ITSELF = re.compile(
    r"^\W*(?:(?:and|also|so|but|then|or)\W+)*(?:wh(?:at|o|om|ose|en|ere|ich|y)|how|do|does|did|can|could|should|is|are"
    r"|must|may|might|will|would|has|have|need)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS_OF_ITS_OWN = 2
_FEWEST_WORDS_TO_TELL = 4
_FEWEST_WORDS_OF_A_CLAUSE = 4
_MOST_CLAUSES = 6
_FOLLOW_UP = re.compile(
    r"(?:and|but|or|so|also|what about|how about|what if|even if|same for|does (?:that|this|it)|is (?:that|this|it)"
    r"|do they|can they|why|how come|in that case|then)\b",
    re.IGNORECASE,
)
_FOLLOW_UP_WORDS = 4


def understand(question: str) -> Understanding:
    """What the question names and asks. Pure; nothing is looked up but the glossary and the instruments' names."""
    cleaned = clean(question)
    plain = without_commands(cleaned)
    separate = parts(plain)
    return Understanding(
        question=question,
        parts=separate,
        apart=asked_apart(separate),
        pinpoints=pinpoints(plain),
        expanded=expansions(plain),
        asserts=bool(_ASSERTION.search(plain)),
        english=is_english(cleaned),
        commands=plain != cleaned,
        plain=plain,
        named_bodies=tuple(dict.fromkeys(found.group(1) for found in _NAMED_BODY.finditer(question))),
        about_own_papers=bool(_OWN_PAPERS.search(question)),
        year=year_asked_of(plain),
    )


def clean(question: str) -> str:
    """The question in plain letters, without markup, characters that do not show, and more than one space."""
    letters = unicodedata.normalize("NFKC", _MARKUP.sub(" ", question))
    shown = "".join(" " if unicodedata.category(one) in {"Cc", "Zl", "Zp"} else one for one in letters)
    return " ".join("".join(one for one in shown if unicodedata.category(one) != "Cf").split())


def is_english(question: str) -> bool:
    """Whether a question seems to be in English; of a few Latin words that cannot be told, and they pass for it."""
    letters = [one for one in question if one.isalpha()]
    if sum(one.isascii() for one in letters) * 2 < len(letters):
        return False
    return len(question.split()) < _FEWEST_WORDS_TO_TELL or bool(_ENGLISH.search(question))


def asked_apart(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """The parts, where each of several is a question of its own with a subject of its own; else none.

    A part that leans on a story told before it means little alone.
    """
    alone = all(_ASKS_ITSELF.search(piece) and len(set(words(piece))) >= _FEWEST_WORDS_OF_ITS_OWN for piece in pieces)
    return pieces if alone and len(pieces) > 1 else ()


def whole_question(question: str, earlier: str | None) -> str:
    """A follow-up made whole with the question before it ("and for police?"); any other question as it stands."""
    if earlier is None or not (_FOLLOW_UP.match(question) or len(question.split()) <= _FOLLOW_UP_WORDS):
        return question
    return f"{earlier.rstrip(' ?.!')}: {question}"


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


def clauses(question: str) -> tuple[str, ...]:
    """The clauses of a text that may each say something, longest first where there are many; none where it is one."""
    pieces = [piece.strip(" ,'\"‘’“”") for piece in _CLAUSE_END.split(" ".join(question.split())) if piece]
    told = list(dict.fromkeys(piece for piece in pieces if len(piece.split()) >= _FEWEST_WORDS_OF_A_CLAUSE))
    if len(told) < 2:
        return ()
    return tuple(sorted(told, key=lambda piece: -len(piece))[:_MOST_CLAUSES])


def search_text(understanding: Understanding) -> str:
    """The question with abbreviations spelled out, as it is embedded and matched."""
    text = understanding.plain or understanding.question
    for written, meaning in understanding.expanded:
        text = re.sub(rf"\b{re.escape(written)}\b", f"{written} ({meaning})", text, count=1)
    return text
