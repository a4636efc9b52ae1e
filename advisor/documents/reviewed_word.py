"""A Word document of a draft that came back from a reviewer: what was changed in it and what was remarked.

The file is read in a contained process. What it says is compared with the draft that it was written from, so that a
change counts whether or not the word processor recorded it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz import fuzz, process

from advisor.approval.risk_matrix import LIKELIHOODS, SEVERITIES
from advisor.documents.draft_contents import contents_of
from advisor.documents.draft_tables import ANSWER_WANTED
from advisor.documents.draft_word import AUTHOR
from advisor.documents.own_words import alone, as_pasted, own_words, plainly
from advisor.documents.plain_words import plain
from advisor.documents.reviewed_passages import Passage, moment, passages, tidy
from advisor.documents.word_marks import VERSION_MARK, mark_name
from advisor.governance.draft_paper import DraftPaper
from advisor.governance.draft_review import Change, ChangeKind, DraftReview, ReviewComment
from corpus.reading import Limits, read_markup
from corpus.word_markup import MarginComment, MarkedWords, Tracked, WordMarkup

_ALIKE = 60.0
"""From how many hundredths of likeness an unmarked paragraph is taken for a statement whose mark is gone."""
_MOST_COMPARED = 400
_MEASURE = re.compile(r"^(risks\..+\.measures)\.\d+$")
_RATING = re.compile(r"^(risks\..+)\.(before|after)$")


def read_back(data: bytes, paper: DraftPaper, limits: Limits) -> DraftReview:
    """The changes and comments of a reviewed document.

    Args:
        data: the file.
        paper: the draft as it was when the document was written from it.
        limits: how much the file may take to be read.

    Raises:
        Unreadable: it is no Word document, or one that is damaged, too large or built to do harm.
    """
    return compare(read_markup(data, "reviewed.docx", limits=limits), paper)


def compare(markup: WordMarkup, paper: DraftPaper) -> DraftReview:
    """The changes and comments of a document that has been read, beside the draft that it was written from."""
    return _Comparison(markup, paper).review()


class _Comparison:
    """The document beside the draft."""

    def __init__(self, markup: WordMarkup, paper: DraftPaper) -> None:
        self._markup = markup
        self._paper = paper
        self._contents = contents_of(paper)
        self._lines = {line.mark: line for line in self._contents.lines() if line.mark}
        self._ids = {mark_name(identifier): identifier for identifier in self._lines}
        self._advisors = own_words(self._contents)
        self._passages = passages(markup.words, self._ids.keys(), lambda words: plainly(words) in self._advisors)

        self._hanging: dict[str, list[tuple[Passage, MarkedWords]]] = {}
        for passage in self._passages:
            for one in passage.words:
                for comment in one.comments:
                    self._hanging.setdefault(comment, []).append((passage, one))

    def review(self) -> DraftReview:
        version = self._version()
        marked = {self._ids[one.mark]: one for one in self._passages if one.mark}
        loose = [one for one in self._passages if not one.mark and self._is_news(one)]
        for identifier, passage in self._lost(tuple(loose), marked):
            loose.remove(passage)
            marked[identifier] = passage
        changes = [*self._moved(marked, loose), *self._changed(marked), *self._added(loose)]
        return DraftReview(
            changes=tuple(self._as_the_draft_says(changes)),
            comments=tuple(self._comments()),
            warnings=(*self._markup.warnings, *self._doubts(version, marked)),
            of_version=version,
        )

    def _version(self) -> str | None:
        marks = {mark for one in self._markup.words for mark in one.marks if mark.startswith(VERSION_MARK)}
        return min(marks).removeprefix(VERSION_MARK) if marks else None

    def _is_news(self, passage: Passage) -> bool:
        """Whether an unmarked paragraph says something that the advisor did not write there."""
        if now := plainly(passage.now()):
            return now not in self._advisors
        before = plainly(passage.before())
        return bool(before) and before in self._advisors

    def _lost(self, loose: Sequence[Passage], marked: dict[str, Passage]) -> Iterator[tuple[str, Passage]]:
        """Statements whose mark is gone, with the unmarked paragraph that says the same or nearly."""
        missing = {identifier: line for identifier, line in self._lines.items() if identifier not in marked}
        free = {place: one.now() for place, one in enumerate(loose) if one.now()}
        for identifier, line in missing.items():
            said = tidy(plain(line.text))
            if len(free) > _MOST_COMPARED:
                found = next((place for place, words in free.items() if words.startswith(said)), None)
            else:
                best = process.extractOne(said, free, scorer=fuzz.ratio, score_cutoff=_ALIKE)
                found = best[2] if best else None
            if found is not None:
                del free[found]
                yield identifier, loose[found]

    def _changed(self, marked: dict[str, Passage]) -> Iterator[Change]:
        for identifier, line in self._lines.items():
            before = tidy(plain(line.text))
            passage = marked.get(identifier)
            if passage is None:
                yield Change(statement=identifier, kind=ChangeKind.STRUCK, before=before)
                continue
            now = passage.now(line)
            if not passage.mark:
                now = alone(now, line)
            if before == ANSWER_WANTED:
                now = now.replace(ANSWER_WANTED, "").strip() or before
            if now != before:
                who, when = passage.last_change()
                yield Change(
                    statement=identifier,
                    kind=ChangeKind.EDITED if now else ChangeKind.STRUCK,
                    before=before,
                    after=now,
                    who=who,
                    when=when,
                    tracked=passage.is_tracked,
                )

    def _moved(self, marked: dict[str, Passage], loose: list[Passage]) -> list[Change]:
        """Statements that were taken out in one place and put in unchanged in another, or carried with their mark."""
        found: list[Change] = []
        put_in = {one.now(): one for one in loose}
        for identifier, line in self._lines.items():
            passage = marked.get(identifier)
            if passage is None or passage.now(line):
                continue
            put = next((put_in.pop(words) for words in as_pasted(line) if words in put_in), None)
            if put is not None:
                loose.remove(put)
                marked[identifier] = put
                found.append(self._move(identifier, put))
        place = {identifier: at for at, identifier in enumerate(self._lines)}
        order = [self._ids[one.mark] for one in self._passages if one.mark]
        stayed = _longest_rising([place[identifier] for identifier in order])
        moved = (identifier for identifier in order if place[identifier] not in stayed)
        return [
            *found,
            *(self._move(identifier, marked[identifier]) for identifier in moved if marked[identifier].mark),
        ]

    def _move(self, identifier: str, passage: Passage) -> Change:
        who, when = passage.last_change()
        said = tidy(plain(self._lines[identifier].text))
        return Change(
            statement=identifier,
            kind=ChangeKind.MOVED,
            before=said,
            after=said,
            behind=self._ids.get(passage.behind, ""),
            who=who,
            when=when,
            tracked=passage.is_tracked,
        )

    def _added(self, loose: Sequence[Passage]) -> Iterator[Change]:
        """New paragraphs, those of one row of a table together; and what became of the advisor's own words."""
        for _, group in groupby(loose, key=lambda one: id(one) if one.row is None else one.row):
            held = list(group)
            before = " | ".join(one.before() for one in held)
            own = [one for one in held if plainly(one.before()) in self._advisors - {""}]
            who, when = max((one.last_change() for one in held), key=lambda change: str(change[1]))
            now = " | ".join(one.now() for one in held if one.now())
            kind = ChangeKind.ADDED if not own else ChangeKind.EDITED if now else ChangeKind.STRUCK
            yield Change(
                statement=self._ids.get(held[0].behind, "") if not own else "",
                kind=kind,
                before=before if own else "",
                after=now,
                who=who,
                when=when,
                tracked=any(one.is_tracked for one in held),
            )

    def _as_the_draft_says(self, changes: Sequence[Change]) -> Iterator[Change]:
        """Measures of a risk as one list, and its level as the steps that it was chosen from."""
        measures: dict[str, Change] = {}
        for change in changes:
            measure, rating = _MEASURE.match(change.statement), _RATING.match(change.statement)
            if measure and change.kind in {ChangeKind.EDITED, ChangeKind.STRUCK}:
                measures[measure[1]] = change
            elif rating and (steps := list(self._steps(change, rating[1], rating[2]))):
                yield from steps
            else:
                yield change
        for name, last in measures.items():
            of_risk = [identifier for identifier in self._lines if identifier.startswith(f"{name}.")]
            changed = {one.statement: one.after for one in changes}
            before = [tidy(plain(self._lines[identifier].text)) for identifier in of_risk]
            after = [changed.get(one, said) for one, said in zip(of_risk, before, strict=True)]
            told = {"statement": name, "kind": ChangeKind.EDITED, "before": "\n".join(before)}
            yield last.model_copy(update={**told, "after": "\n".join(filter(None, after))})

    def _steps(self, change: Change, risk: str, when: str) -> Iterator[Change]:
        prefix = "" if when == "before" else "residual_"
        scale = self._paper.scale
        for name, steps in (("likelihood", LIKELIHOODS[scale]), ("severity", SEVERITIES[scale])):
            was, now = _step(change.before, steps), _step(change.after, steps)
            if was is not None and now is not None and was != now:
                told = {"statement": f"{risk}.{prefix}{name}", "before": str(was), "after": str(now)}
                yield change.model_copy(update=told)

    def _comments(self) -> Iterator[ReviewComment]:
        texts = {one.id: one.text for one in self._markup.comments}
        own = {plain(" ".join(line.remarks)) for line in self._lines.values() if line.remarks}
        for comment in self._markup.comments:
            if comment.who == AUTHOR and plain(comment.text) in own:
                continue
            statement, on = self._place(comment)
            yield ReviewComment(
                statement=statement,
                on=on,
                text=comment.text,
                who=comment.who,
                when=moment(comment.when),
                in_reply_to=texts.get(comment.reply_to, ""),
                resolved=comment.resolved,
            )

    def _place(self, comment: MarginComment) -> tuple[str, str]:
        """The statement that a comment hangs on, and the words; a reply hangs where the first comment does."""
        held = self._hanging.get(comment.id) or self._hanging.get(comment.reply_to) or []
        statement = next((self._ids.get(passage.mark, "") for passage, _ in held), "")
        return statement, tidy("".join(one.text for _, one in held if one.tracked is not Tracked.DELETED))

    def _doubts(self, version: str | None, marked: dict[str, Passage]) -> Iterator[str]:
        if not marked:
            yield "None of the draft's marks are in the document; it may not be one that the advisor wrote."
        elif version is None:
            yield "The document does not say from which version of the draft it was written."
        elif version != self._contents.version_mark:
            yield "The document was written from another version of the draft than the one it is compared with."


def _step(words: str, steps: Sequence[str]) -> int | None:
    """Which step is named, counted from 1; ``None`` where none or several are."""
    said = [place for place, step in enumerate(steps, 1) if re.search(rf"\b{step}\b", words, re.IGNORECASE)]
    return said[0] if len(said) == 1 else None


def _longest_rising(places: Sequence[int]) -> frozenset[int]:
    """The most places that stand in their old order; all others were moved."""
    none: list[int] = []
    best = [none]
    for place in places:
        best.append([*max((one for one in best if not one or one[-1] < place), key=len), place])
    longest = max(best, key=len)
    return frozenset(longest)
