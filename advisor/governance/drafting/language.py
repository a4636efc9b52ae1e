"""Which language a proposal is in, told by its small words: the advisor reads English, and says so where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.source import Frozen

_SMALL_WORDS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "English": (
            "the of and to in is for that with are be on as by this from will have has it at we our their they which "
            "who not or an was were been can each all any when where what how who about into out up after before no"
        ),
        "Welsh": (
            "y yr yn ar mae bydd gan gyda wedi hyn sydd neu bod ein eu nhw nid oes fydd pob gan'r i'r o'r a'r at "
            "drwy wrth hynny hwn hon byddwn ydym ydy"
        ),
        "Scottish Gaelic": (
            "agus tha air anns airson bha chan nach seo sin iad bidh gu bheil leis aig bho gach dhan dhen mar "
            "ann chaidh gun cha"
        ),
        "Irish": "agus tá atá bhí sé siad leis ar an na gach beidh nach dár seo sin ó faoi chun mar bhfuil ní",
        "French": "le la les des et est une dans pour que qui sur avec par sont ce cette nous au aux ne pas du il ont",
        "German": "der die das und ist nicht mit ein eine für von den dem zu auf werden wird sich auch wir im bei",
        "Spanish": "el los las una y es en que para con por se del al no son este esta más como su sus nos",
        "Italian": "il lo gli e è che di per con una sono non del della dei nel questo questa si al alla come",
        "Portuguese": "o os as e é que para com uma não do da dos das em por são se ao nos mais como",
        "Polish": "i w na z do że się nie jest są dla przez oraz o od po ich tego które jak lub",
        "Romanian": "și în pe cu la de este sunt care pentru nu din o un să mai au fi prin sau ale",
        "Dutch": "de het een en van is dat op te voor met zijn niet aan door wordt worden er ook die",
        "Lithuanian": "ir yra kad į iš su ne bus apie kurie per jų arba kaip mūsų",
    }.items()
}
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENOUGH_WORDS = 8
_ENGLISH_ENOUGH = 0.12
"""English prose has a third of its words among these; notes, tables and lists of data have fewer."""
_CLEARLY_OTHER = 1.4


class LanguageFound(Frozen):
    """The language of a text; ``name`` is empty where there is too little of it, or no small word is known."""

    name: str
    english: bool


def language_of(text: str) -> LanguageFound:
    """The language in which most of a text is written."""
    words = [one.lower().replace("’", "'") for one in _LETTERS.findall(text)]
    if len(words) < _ENOUGH_WORDS:
        return LanguageFound(name="", english=_in_latin_letters(words))
    shares = {name: _share(words, small) for name, small in _SMALL_WORDS.items()}
    english = shares.pop("English")
    other, most = max(shares.items(), key=lambda one: one[1])
    if most > english * _CLEARLY_OTHER and most > _ENGLISH_ENOUGH:
        return LanguageFound(name=other, english=False)
    if english >= _ENGLISH_ENOUGH:
        return LanguageFound(name="English", english=True)
    return LanguageFound(name="", english=_in_latin_letters(words) and english > 0)


def _share(words: list[str], small: Iterable[str]) -> float:
    known = frozenset(small)
    return sum(word in known for word in words) / len(words)


def _in_latin_letters(words: list[str]) -> bool:
    letters = "".join(words)
    return not letters or sum(one < "ɐ" for one in letters) > len(letters) / 2
