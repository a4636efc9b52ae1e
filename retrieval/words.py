"""Words as the lexical index sees them: lower case, stemmed, without the commonest ones."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?(?:\([0-9a-z]{1,4}\))*")
_STOP = frozenset(
    ["a", "about", "above", "after", "again", "all", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been", "before", "being", "below", "between", "both", "but", "by", "can", "cannot", "could", "did", "do", "does", "doing", "don", "down", "during", "each", "few", "for", "from", "further", "get", "got", "had", "has", "have", "having", "he", "her", "here", "hers", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "let", "like", "me", "more", "most", "my", "no", "nor", "not", "now", "of", "off", "on", "once", "only", "or", "other", "our", "ours", "out", "over", "own", "please", "re", "same", "she", "should", "so", "some", "such", "than", "thanks", "that", "the", "their", "theirs", "them", "then", "there", "these", "they", "this", "those", "through", "to", "too", "under", "until", "up", "us", "very", "was", "we", "were", "what", "when", "where", "which", "while", "who", "whom", "why", "will", "with", "would", "yes", "you", "your", "yours", "im", "ive", "id", "weve", "were", "dont", "doesnt", "isnt", "cant", "hi", "hello", "want", "wants", "wanted", "need", "needs", "know", "tell", "say", "says", "said", "someone", "something", "anyone", "anything", "ok", "okay"]
)


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


def words(text: str) -> list[str]:
    """The stemmed words of a text, in order, common ones left out."""
    found = [word.split("'")[0] for word in _WORD.findall(text.lower().replace("’", "'"))]
    kept = [word for word in found if word not in _STOP and (len(word) > 1 or word.isdigit())]
    return list(_stemmer().stemWords(kept))
