"""A run as one page: figures with their intervals, what moved, confidence, tags, peers, trends and answers to read.

One HTML file that fetches nothing: its policy forbids every address, its plots are inline, and each has its table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from evaluations.comparing import Change
from evaluations.drawing import Whisker, against_time, distributions, trend, whiskers
from evaluations.record import BY_NAME, Figure, Run, ToRead

_TRENDS = ("right_in_five", "cites_enough", "outcome_right", "key_points")
_BY_TAG = ("right_in_five", "cites_enough", "key_points", "outcome_right")
_KINDS = {
    "answerable": "Answerable",
    "out_of_scope": "Out of scope",
    "not_held": "Not held",
    "refer_to_dpo": "For the DPO",
}


def page(run: Run, changes: Sequence[Change], lost: Sequence[str] = (), earlier: Sequence[Run] = ()) -> str:
    """The whole page: ``changes`` and ``lost`` against the baseline, ``earlier`` the runs up to this one."""
    title = f"Evaluation {run.name}, {run.stamp.at:%d %B %Y}".replace(" 0", " ")
    sections = [
        _verdict(run, changes, lost),
        _figures(run, changes),
        _confidence(run),
        _tags(run),
        _peers(run),
        _trends(earlier),
        _to_read(run),
        _coverage(run),
        _stamp(run),
    ]
    style = files("evaluations").joinpath("report.css").read_text("utf-8")
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body><main><h1>{escape(title)}</h1>"
        f"{''.join(sections)}</main></body></html>\n"
    )


def _verdict(run: Run, changes: Sequence[Change], lost: Sequence[str]) -> str:
    worse = [BY_NAME[one.measure].words for one in changes if one.worse]
    better = [BY_NAME[one.measure].words for one in changes if one.better]
    if not changes:
        verdict = '<p class="verdict">There was no baseline to compare with.</p>'
    elif worse or lost:
        told = [f"Worse than the baseline in: {'; '.join(worse)}."] if worse else []
        told += [f"Lost since the baseline: {'; '.join(lost)}."] if lost else []
        verdict = f'<p class="verdict bad">{escape(" ".join(told))}</p>'
    else:
        verdict = '<p class="verdict good">No figure fell beyond the interval of the baseline.</p>'
    if better:
        verdict += f"<p>Better than the baseline in: {escape('; '.join(better))}.</p>"
    which = {"sample": "a sample of the development half", "development": "the development half"}
    asked = which.get(run.questions, "the reporting half, which nobody reads")
    left = "".join(f"<li>{escape(one.what)}: {escape(one.why)}</li>" for one in run.left_out)
    out = f"<p>Not measured:</p><ul>{left}</ul>" if left else ""
    return f"{verdict}<p>{len(run.marks)} questions: {asked}. {run.seconds:.0f} seconds.</p>{out}"


def _figures(run: Run, changes: Sequence[Change]) -> str:
    moved = {one.measure: one for one in changes}
    rows, shown = [], []
    for name, one in run.figures.items():
        measure, change = BY_NAME[name], moved.get(name)
        direction = {"higher": "higher is better", "lower": "lower is better", None: ""}[measure.better]
        verdict = "" if change is None else "worse" if change.worse else "better" if change.better else "as before"
        before = "" if change is None else f"{change.before:.3f}"
        rows.append((measure.words, *_cells(one), direction, before, verdict))
        if measure.share:
            old = None if change is None else change.before
            shown.append(Whisker(measure.words, one.value, one.low, one.high, old, bool(change and change.worse)))
    heads = ("Measure", "Mean", "95 % interval", "Questions", "Direction", "Baseline", "Verdict")
    return _section(
        "Figures",
        "<p>Dots are means over the questions to which a measure applies, whiskers their bootstrap intervals, diamonds "
        "the baseline over the same questions.</p>",
        whiskers("Every share with its interval", shown),
        _table("Figures of this run", heads, rows),
    )


def _confidence(run: Run) -> str:
    groups = {words: [one.confidence for one in run.marks if one.kind == kind] for kind, words in _KINDS.items()}
    groups = {words: given for words, given in groups.items() if given}
    floor = run.stamp.floor
    rows = [
        (words, str(len(given)), str(sum(value < floor for value in given)), *_quartiles(given))
        for words, given in groups.items()
    ]
    return _section(
        "Confidence and the floor",
        "<p>Below the floor the advisor stays silent whatever else it found. Rules about the kind of question silence "
        "it too, so a question above the floor is not always answered.</p>",
        distributions("Confidence of the search by kind of question", groups, floor),
        _table(
            "Confidence by kind", ("Kind", "Questions", "Below the floor", "Lower quartile", "Median", "Upper"), rows
        ),
    )


def _tags(run: Run) -> str:
    parts: list[str] = []
    for name in _BY_TAG:
        found = {tag: of_tag[name] for tag, of_tag in run.by_tag.items() if name in of_tag}
        if found:
            rows = [Whisker(tag.replace("_", " "), one.value, one.low, one.high) for tag, one in found.items()]
            cells = [(tag.replace("_", " "), *_cells(one)) for tag, one in found.items()]
            words = BY_NAME[name].words
            table = _table(f"{words}, by tag", ("Tag", "Mean", "95 % interval", "Questions"), cells)
            parts += [f"<h3>{escape(words)}</h3>", whiskers(f"{words}, by tag", rows), table]
    return _section("By tag", *parts)


def _peers(run: Run) -> str:
    if not run.peers:
        return _section("Peers", "<p>No peer was run: add --peers to the run.</p>")
    names = ("right_in_five", "all_in_ten", "ndcg_10", "recall_20", "reciprocal_rank")
    ours = sorted(one.milliseconds for one in run.marks if one.kind == "answerable") or [0]
    p50, p95 = ours[len(ours) // 2], ours[min(len(ours) - 1, int(len(ours) * 0.95))]
    rows = [("The advisor", *_short(run.figures, names), f"{p50:.0f}", f"{p95:.0f}", "")]
    points = [("The advisor", float(p50), _value(run.figures, "right_in_five"))]
    for peer in run.peers:
        times = (f"{peer.milliseconds_p50:.1f}", f"{peer.milliseconds_p95:.1f}", f"{peer.preparing_seconds:.0f}")
        rows.append((peer.name, *_short(peer.figures, names), *times))
        points.append((peer.name, peer.milliseconds_p50, _value(peer.figures, "right_in_five")))
    heads = ("Way", "Right in five", "All in ten", "nDCG@10", "R@20", "RR", "ms p50", "ms p95", "Preparing, s")
    how = "".join(f"<li>{escape(peer.name)}: {escape(peer.how)}</li>" for peer in run.peers)
    return _section(
        "Peers",
        "<p>The same questions, the same texts, the same run. The advisor's times are those of the whole answer; the "
        "peers' of finding alone.</p>",
        against_time("A right source in the first five, against time", points),
        _table("Peers", heads, rows),
        f"<ul>{how}</ul>",
    )


def _trends(earlier: Sequence[Run]) -> str:
    if len(earlier) < 2:
        return _section("Trend", "<p>This is the first run over these questions on this machine.</p>")
    names = [name for name in _TRENDS if all(name in run.figures for run in earlier)]
    lines = {BY_NAME[name].words: [run.figures[name].value for run in earlier] for name in names}
    rows = [
        (f"{run.stamp.at:%Y-%m-%d %H:%M}", run.name, *(f"{run.figures[name].value:.3f}" for name in names))
        for run in earlier
    ]
    heads = ("Time", "Run", *(BY_NAME[name].words for name in names))
    return _section("Trend", trend("Main figures, run by run", lines), _table("Earlier runs", heads, rows))


def _to_read(run: Run) -> str:
    if run.questions == "reporting":
        return _section("Answers to read", "<p>Questions of the reporting half are not to be read.</p>")
    return _section(
        "Answers to read", "<p>The worst first. Reading them says more than any mean.</p>", *map(_one, run.to_read)
    )


def _one(answer: ToRead) -> str:
    wrong = "".join(f"<li>{escape(one)}</li>" for one in answer.faults) or "<li>nothing found wrong</li>"
    cited = "".join(f"<li>{escape(one)}</li>" for one in answer.citations)
    sources = f"<p>Cites:</p><ul>{cited}</ul>" if cited else "<p>Cites nothing.</p>"
    return (
        f"<details><summary>{escape(answer.id)}: {escape(answer.question[:110])}</summary>"
        f"<blockquote>{_lines(answer.question)}</blockquote><p><strong>{escape(answer.outcome)}</strong></p>"
        f"<p>{_lines(answer.answer)}</p>{sources}<p>Faults:</p><ul>{wrong}</ul></details>"
    )


def _coverage(run: Run) -> str:
    held = run.coverage
    rows = [("Kind", kind, str(count)) for kind, count in held.by_kind.items()]
    rows += [("Checked against", words, str(count)) for words, count in held.by_checked.items()]
    fresh = f"{held.oldest_as_at or 'not stated'} to {held.newest_as_at or 'not stated'}"
    words = f"{held.sources} sources, {held.passages} passages, {held.provisions_cited} addresses cited; as at {fresh}."
    return _section("What is held", f"<p>{escape(words)}</p>", _table("Sources held", ("", "Which", "Sources"), rows))


def _stamp(run: Run) -> str:
    given = run.stamp.model_dump(mode="json")
    rows = []
    for name, value in given.items():
        if isinstance(value, dict):
            rows += [(f"{name}: {key}", str(inner)) for key, inner in value.items()]
        else:
            rows.append((name, "none" if value is None else str(value)))
    return _section("What was measured", _table("Stamp of the run", ("What", "Value"), rows))


def _section(heading: str, *parts: str) -> str:
    return f"<section><h2>{escape(heading)}</h2>{''.join(parts)}</section>"


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        f'<tr class="{escape(row[-1])}"><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="wide" role="region" aria-label="{escape(caption)}" tabindex="0"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(one: Figure) -> tuple[str, str, str]:
    return f"{one.value:.3f}", f"{one.low:.3f} to {one.high:.3f}", str(one.questions)


def _short(of: dict[str, Figure], names: Sequence[str]) -> list[str]:
    return [f"{of[name].value:.3f}" if name in of else "" for name in names]


def _value(of: dict[str, Figure], name: str) -> float:
    return of[name].value if name in of else 0.0


def _quartiles(given: Sequence[float]) -> tuple[str, str, str]:
    ordered = sorted(given)
    at = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.25, 0.5, 0.75)]
    return f"{at[0]:.2f}", f"{at[1]:.2f}", f"{at[2]:.2f}"


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())
