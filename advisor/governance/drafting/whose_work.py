"""Whose work a body does by what a sentence says of it: its own, for which it decides, or another's."""

from __future__ import annotations

import re

_FOR_ANOTHER = re.compile(
    r"on (?:our|their|the \w+(?:['’]s)?) behalf|on behalf of|(?:under|on|to) (?:our|the \w+['’]s|its"
    r"|their) instructions"
    r"|as (?:a |our |the )?(?:data )?processor|hosts? [^.]{0,40}for (?:us|the)|runs? (?:it|this|the \w+) for (?:us|the)"
    r"|do(?:es)? (?:just |only |exactly )?(?:as|what) we (?:tell|say|ask|order|instruct)|and nothing else"
    r"|looks? after (?:our|the school['’]s|its|their) (?:IT|servers?|network|systems?|machines)"
    r"|works? (?:only )?(?:for|to) us"
    r"|(?:types?|keys?|transcrib\w+|scans?|index\w*|digitis\w+|photographs?|translat\w+|stores?|process(?:es)?|administers?"
    r"|answers?|watch(?:es)?|holds?|sorts?|shreds?|collects?) [^.]{0,40}\bfor (?:us|the (?:council|board|trust|school"
    r"|archives?|force|department|university|agency))\b"
    r"|to our (?:spec\w*|orders?|rules|template|script|requirements)|in our name\b|under contract (?:to|with) us"
    r"|follow the spec|prints? [^.]{0,40}(?:for|posts?)|nothing of (?:its|their) own",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:They|It|Their|Its)\b")
_BIDDER = re.compile(
    r"\b(?:on|under|to) (?:the )?(?P<who>[A-ZÀ-Þ][\w-]+)(?: [A-ZÀ-Þ][\w-]+)*['’]s? (?:instructions|orders)\b"
)
_DECIDES_ITSELF = re.compile(
    r"\bdecides? for (?:itself|themselves)\b"
    r"|\b(?:is|are|as|so|be|remains?|both|stays?) (?:an? |the |each )?"
    r"(?:(?:data|separate|independent|joint|own|sole) )*controllers?\b(?! of (?:the )?(?:stage|traffic|finance))"
    r"|\bin (?:its|their) own right\b|\bfor (?:its|their) own (?:purposes|ends|clients|customers|members)\b"
    r"|\bwho are you: (?:us|we)\b|\(that['’]s (?:me|us)\b|\((?:we|us|“we”|\"we\")\)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|no|never|isn['’]t|aren['’]t|nor|neither|claims?|thinks?|says?)\b", re.IGNORECASE)
_THING = (
    r"(?:pictures?|film|footage|data|records?|system|apps?|platform|software|sensors?|cameras?|devices?|kit|units?|alerts?"
    r"|recordings?|server|database|portal|tool|model)"
)
_PROVIDES = re.compile(
    r"(?:makes?|suppl(?:ies|y|ied)|sells?|hosts?|keeps?|stores?|runs?|maintains?|builds?|built|develop(?:s|ed)?)"
    rf" (?:and \w+ )?(?:it|them|this|(?:the|our|its|these) (?:\w+ ){{0,2}}{_THING})\b"
)
_OF_THE_PARTIES = re.compile(
    r"^(?:who (?:is|are) in(?:volved)?|who decides|(?:the )?(?:parties|partners|members|signatories|bodies|controllers)"
    r"(?: to (?:it|this|the \w+))?|between|(?:the )?other (?:party|side|body|partner))$",
    re.IGNORECASE,
)


def acts_for_another(name: str, said: str, then: str) -> bool:
    """Whether a sentence that names a body, or the next one that goes on about it, says that it works for another."""
    clause = said[said.index(name) :] if name in said else said
    goes_on = then if _GOES_ON.match(then) else ""
    return _FOR_ANOTHER.search(re.split(r"[;.]", clause[len(name) :])[0]) is not None or (
        goes_on != "" and _FOR_ANOTHER.search(goes_on) is not None
    )


def bidden_by_name(name: str, said: str) -> bool:
    """Whether a sentence says of the first body in it that it works on the instructions of another that it names."""
    bidder = _BIDDER.search(said)
    return bidder is not None and bidder["who"] not in name and said.startswith((name, f"The {name}"))


def decides_itself(name: str, said: str, label: str = "") -> bool:
    """Whether a sentence that names a body, or has it for its label, says that the body decides why and how."""
    short = name.split(maxsplit=1)[0]
    begins = said.find(name) if name in said else said.find(short)
    if begins < 0 and short not in label:
        return False
    clause = re.split(r"[.;]", said[max(begins, 0) :])[0]
    hit = _DECIDES_ITSELF.search(clause)
    return hit is not None and _DENIED.search(clause[: hit.start()]) is None


def provides_what_is_used(name: str, said: str) -> bool:
    """Whether a sentence has a body make, supply or keep the thing with which another works."""
    if name not in said:
        return False
    clause = re.split(r"[.;]", said[said.index(name) + len(name) :])[0]
    return _PROVIDES.match(clause.lstrip(" ,").removeprefix("who ").removeprefix("which ")) is not None


def listed_as_a_party(label: str) -> bool:
    """Whether a label or heading says that those beneath it are the parties."""
    return _OF_THE_PARTIES.match(label.strip(" *:#.")) is not None
