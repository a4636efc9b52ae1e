"""Words that try to command the machine. They are never obeyed; they are left out so that the question can be heard."""

from __future__ import annotations

import re

_RULES = (
    r"(?:instructions?|rules?|prompts?|guidelines|guardrails|sources|citations?|training|safety|polic(?:y|ies)|context)"
)
_COMMAND = re.compile(
    rf"\b(?:ignore|disregard|forget|override|bypass)\b.{{0,40}}\b(?:previous|prior|above|earlier|all|any|your|the)\b.{{0,40}}\b{_RULES}\b"
    r"|\b(?:system|developer|assistant|admin)\s*(?:prompt|message|override|note)?\s*[:>\]]"
    r"|<\|?/?(?:system|im_start|im_end|inst)|\[/?(?:inst|system)\]"
    r"|\byou are (?:now|no longer)\b|\bact as (?:if|an?|the)\b|\bpretend (?:to be|that|you)\b"
    r"|\bnew (?:instructions?|rules?|role)\b"
    r"|\b(?:reply|respond|answer|say|output|print|write|return)\b.{0,25}"
    r"\b(?:only|just|exactly|nothing but|with the (?:single )?word)\b"
    r"|\b(?:print|reveal|show|repeat|output|dump|tell me)\b.{0,25}"
    r"\b(?:(?:system|hidden|your) prompt|your (?:hidden )?instructions|api key|secret|password)\b"
    r"|\b(?:approve|reject|delete|close|revoke|sign off|mark)\b.{0,15}"
    r"\b(?:case|application|request|agreement|dpia)s?\s*(?:no\.?|number|#)?\s*\d"
    r"|\b(?:developer|jailbreak|dan|god|debug|admin) mode\b"
    r"|!\[[^\]]*\]\(|\bcurl\s+http|\bsudo\b|\bdrop table\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")


def without_commands(question: str) -> str:
    """The question without the sentences in it that address the machine rather than ask anything.

    What is left may be empty: then there was no question.
    """
    kept = [sentence for sentence in _SENTENCE_END.split(question) if not _COMMAND.search(sentence)]
    return " ".join(" ".join(kept).split())
