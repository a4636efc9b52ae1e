"""Words that try to command the machine. They are never obeyed; they are left out so that the question can be heard."""

from __future__ import annotations

import re

_RULES = (
    r"(?:previous|prior|above|earlier|all|any|your)\b.{0,30}\b(?:instructions?|rules?|prompts?|guidelines|guardrails"
    r"|sources|citations?|training|safety)"
)
_COMMAND = re.compile(
    rf"\b(?:ignore|disregard|forget|override|bypass)\b.{{0,25}}\b{_RULES}\b"
    r"|^\W*(?:system|developer|assistant)\s*(?:prompt|message|override)?\s*[:>\]]"
    r"|<\|?/?(?:system|im_start|im_end|inst)|\[/?(?:inst|system)\]"
    r"|\byou are (?:now|no longer) (?:an?\b|\w*(?:bot|gpt|ai)\b)|\bas an? (?:unrestricted|jailbroken)\b"
    r"|^\W*(?:act as if|pretend (?:to be|that you|you))\b"
    r"|^\W*(?:please\s+)?(?:reply|respond|answer|output|print|write|say)\b.{0,25}"
    r"\b(?:only|nothing but|with the (?:single )?word|exactly)\b"
    r"|\b(?:print|reveal|show|repeat|output|dump)\b.{0,25}"
    r"\b(?:(?:system|hidden|your) prompt|your (?:hidden )?instructions|api key)\b"
    r"|^\W*(?:please\s+)?(?:approve|reject|delete|close|revoke|mark)\b.{0,15}"
    r"\b(?:case|application|request|agreement|dpia)s?\s*(?:no\.?|number|#)?\s*\d"
    r"|\b(?:developer|jailbreak|dan|god|debug) mode\b"
    r"|!\[[^\]]*\]\(|\bcurl\s+http",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*(?:system|developer|assistant)\s*(?:prompt|message|override)?\s*:$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|(?<=[.!?:]['’”\")\]])\s+|(?<=\]\])\s*|(?<=\|>)\s*|\n+")
_ASKS = re.compile(
    r"\?|\b(?:what|how|when|who|whose|which|where|why|whether|can|could|do|does|did|is|are|was|were|am|has|have|should"
    r"|must|may|might|will|would|need|needs|allowed|wants?|told|says?|said|asked)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 15


def without_commands(question: str) -> str:
    """The question without the sentences in it that address the machine rather than ask anything.

    What stands behind a label such as "SYSTEM:" goes with it. What is left may be empty: then there was no question. A
    few words left over from commands that neither ask nor tell of anything are no question either.
    """
    sentences = _SENTENCE_END.split(question)
    labelled = [False, *(bool(_LABEL.search(sentence)) for sentence in sentences)]
    kept = [
        sentence
        for sentence, after_label in zip(sentences, labelled, strict=False)
        if not after_label and not _COMMAND.search(sentence)
    ]
    left = " ".join(kept).split()
    if len(kept) < len(sentences) and len(left) < _FEW_WORDS and not _ASKS.search(" ".join(left)):
        return ""
    return " ".join(left)
