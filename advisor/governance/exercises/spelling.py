"""An answer as it would be spelt plainly: without disguise, Scots and shorthand written out, slips mended."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from advisor.governance.exercises.wording import stem
from advisor.governance.grounding.thesaurus import lemma, thesaurus

_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһӏАВЕКМНОРСТХІЈЅαενορτυχιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijsdhlABEKMHOPCTXIJSaevoptuxiABEZHIKMNOPTYX"
)
_LATIN = re.compile(r"[a-zA-Z]")
_SCOTS = {
    "aboot": "about", "ae": "of", "afore": "before", "ain": "own", "ain't": "is not", "auld": "old", "aw": "all",
    "aye": "yes", "bairn": "child", "bairns": "children", "bide": "live", "bides": "lives", "bin": "been",
    "canna": "cannot", "cannae": "cannot", "cannie": "cannot", "canny": "cannot", "dae": "do", "daein": "doing",
    "didnae": "did not", "didny": "did not", "dinna": "do not", "dinnae": "do not", "dinny": "do not",
    "disnae": "does not", "doon": "down", "efter": "after", "fae": "from", "faither": "father", "frae": "from",
    "fur": "for", "gang": "go", "gaun": "going", "gie": "give", "gied": "gave", "gies": "gives",
    "gonna": "going to", "gonnae": "going to", "gotta": "have to", "guid": "good", "hae": "have", "hame": "home",
    "haud": "hold", "hing": "thing", "hoo": "how", "hoose": "house", "hooses": "houses", "hud": "had",
    "huv": "have", "intae": "into", "jist": "just", "keek": "look", "keeked": "looked", "keekin": "looking",
    "ken": "know", "kens": "knows", "kent": "knew", "mair": "more", "masel": "myself", "mebbe": "maybe",
    "mither": "mother", "mony": "many", "nae": "no", "naebody": "nobody", "naething": "nothing", "naw": "no",
    "noo": "now", "oan": "on", "oany": "any", "ony": "any", "onybody": "anybody", "oor": "our", "oors": "hours",
    "oot": "out", "ower": "over", "pit": "put", "polis": "police", "richt": "right", "shouldnae": "should not",
    "speir": "ask", "speired": "asked", "stert": "start", "stey": "stay", "tae": "to", "tellt": "told",
    "telt": "told", "thae": "those", "thocht": "thought", "thon": "that", "twa": "two", "wanna": "want to",
    "wean": "child", "weans": "children", "wha": "who", "whit": "what", "wi": "with", "wid": "would",
    "widnae": "would not", "wis": "was", "wisnae": "was not", "wrang": "wrong", "ye": "you", "yer": "your",
    "yin": "one", "yous": "you", "youse": "you",
}  # fmt: skip
_SHORTHAND: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), put)
    for pattern, put in (
        (r"\b(is|are|was|were|has|have|had|would|should|could|does|do|did|need)n(?:ae|y)\b", r"\1 not"),
        (r"\b(is|are|was|were|has|have|had|would|should|could|does|do|did|need|must)nt\b", r"\1 not"),
        (r"\bw/\s?o\b", "without"),
        (r"\bw/(?=\s|\w)", "with "),
        (r"\bb/c\b|\bcos\b|\bcuz\b", "because"),
        (r"\binfo\b", "information"),
        (r"\b(\d+)\s?hrs?\b", r"\1 hours"),
        (r"\b(\d+)\s?secs?\b", r"\1 seconds"),
        (r"\b(\d+)\s?mins\b", r"\1 minutes"),
        (r"\basap\b", "as soon as possible"),
        (r"\bppl\b", "people"),
        (r"\bdocs\b", "documents"),
        (r"\bgov\.?t\b", "government"),
        (r"\bsoc(?:ial)?\s?w(?:or)?k\b", "social work"),
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_MENDED, _LEAST_MENDED_TWICE = 5, 8


def without_disguise(text: str) -> str:
    """A text without characters that nobody sees, and with plain letters where others were put that look like them."""
    plain = "".join(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) not in {"Cf", "Mn"})
    return _WORD.sub(lambda one: one[0].translate(_LOOK_ALIKES) if _LATIN.search(one[0]) else one[0], plain)


def plainly(answer: str, texts: Iterable[str]) -> str:
    """An answer as it would be spelt plainly; words that no list holds are read as the nearest word of ``texts``."""
    plain = without_disguise(answer)
    for pattern, put in _SHORTHAND:
        plain = pattern.sub(put, plain)
    vocabulary = {word for text in texts for word in _WORD.findall(text.casefold()) if len(word) >= _LEAST_MENDED - 1}
    stems = {stem(word) for word in vocabulary}

    def mended(found: re.Match[str]) -> str:
        word = found[0].casefold()
        if word in _SCOTS:
            return _SCOTS[word]
        if len(word) < _LEAST_MENDED or is_known(word) or stem(word) in stems:
            return found[0]
        near = [other for other in sorted(vocabulary) if other[0] == word[0] and _is_slip(word, other)]
        return min(near, key=lambda other: _distance(word, other), default=found[0])

    return _WORD.sub(mended, plain)


def is_known(word: str) -> bool:
    """Whether a lower-case word stands in the dictionary, in any of its forms."""
    known = thesaurus()
    return word in known.words or word in known.irregular or lemma(word) in known.words


def _is_slip(word: str, other: str) -> bool:
    most = 2 if len(word) >= _LEAST_MENDED_TWICE and len(other) >= _LEAST_MENDED_TWICE else 1
    return abs(len(word) - len(other)) <= most and _distance(word, other) <= most


def _distance(one: str, other: str) -> int:
    """Letters to be put in, left out, exchanged, or swapped with their neighbour, to make one word of the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        last, row, older = row, [at], before
        for place, there in enumerate(other, start=1):
            cost = min(last[place] + 1, row[place - 1] + 1, last[place - 1] + (letter != there))
            if older and place > 1 and letter == other[place - 2] and one[at - 2] == there:
                cost = min(cost, older[place - 2] + 1)
            row.append(cost)
        before = last
    return row[-1]
