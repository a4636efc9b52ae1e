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
    r"|!\[[^\]]*\]\(|\bcurl\s+http|\bdrop table\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")


def without_commands(question: str) -> str:
    """The question without the sentences in it that address the machine rather than ask anything.

    What is left may be empty: then there was no question.
    """
    kept = [sentence for sentence in _SENTENCE_END.split(question) if not _COMMAND.search(sentence)]
    return " ".join(" ".join(kept).split())
