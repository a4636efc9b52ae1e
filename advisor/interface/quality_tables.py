"""The Quality page's plots and tables. Every plot says in words what it shows and stands beside a table of its figures.

Streamlit strips SVG from markup, so the plot of figures is made of positioned blocks, which also reflow on a narrow
screen, and each picture of a trend is an image whose data stands in its own address.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from advisor.interface import quality_words, wording
from advisor.interface.escaping import text
from advisor.interface.holdings_tables import table
from advisor.quality_records import Figure, Record, ToRead

_WIDE, _TALL, _EDGE = 320, 90, 6
_OUTCOMES = {
    "answered": "Answered",
    "partly_answered": "Partly answered",
    "no_evidence": "Turned down: nothing held answers it",
    "out_of_scope": "Turned down: out of scope",
    "refer_to_dpo": "Passed to the data protection officer",
    "unsupported": "Nothing shown: the draft did not match its sources",
    "model_unavailable": "The language model did not answer",
}


def plot(record: Record, baseline: Record | None) -> str:
    """Every share with its interval as dots on lines from 0 to 1; the baseline's as hollow diamonds."""
    names = [name for name in quality_words.in_order(set(record.figures)) if quality_words.measure(name).share]
    if not names:
        return ""
    rows = []
    for name in names:
        one, old = record.figures[name], baseline.figures.get(name) if baseline else None
        before = f'<span class="ga-plot__before" style="left: {_percent(old.value)}%"></span>' if old else ""
        low, high = _percent(one.low), _percent(one.high)
        rows.append(
            f'<div class="ga-plot__row"><span>{text(quality_words.measure(name).words)}</span>'
            f'<span class="ga-plot__track"><span class="ga-plot__interval" style="left: {low}%; '
            f'width: {round(high - low, 1)}%"></span>{before}'
            f'<span class="ga-plot__dot" style="left: {_percent(one.value)}%"></span></span></div>'
        )
    told = "; ".join(f"{quality_words.measure(name).words} {record.figures[name].value:.2f}" for name in names)
    key = '<span><span class="ga-plot__key ga-plot__key--dot"></span> mean, on the line of its interval</span>'
    if baseline:
        key += '<span><span class="ga-plot__key ga-plot__key--before"></span> baseline</span>'
    axis = '<span></span><span class="ga-plot__axis"><span>0</span><span>0.5</span><span>1</span></span>'
    return (
        f'<p class="ga-hint ga-plot__keys">{key}</p><div class="ga-plot" role="img" aria-label="Plot of every share. '
        f'{text(told)}. The table below has the same figures with their intervals.">{"".join(rows)}'
        f'<div class="ga-plot__row">{axis}</div></div>'
    )


def figures(record: Record, baseline: Record | None) -> str:
    """Every figure with its interval, and the baseline's beside it; length and time in a table of their own.

    Which way a figure moved is said only where both were asked the same set of questions.
    """
    alike = baseline is not None and (record.questions, record.asked) == (baseline.questions, baseline.asked)
    called = f"the run “{record.name}”" if baseline else "the baseline that ships"
    names = quality_words.in_order(set(record.figures))
    shares = [name for name in names if quality_words.measure(name).share]
    others = [name for name in names if name not in shares]
    head = _head("Measure", "Mean", "95% interval", "Questions")
    head_of_shares = f'{head}<th scope="col">Better</th>'
    if baseline:
        head_of_shares += _head("Baseline", "Its interval", first=False) + (
            '<th scope="col">Moved</th>' if alike else ""
        )
    rows = [_figure_row(name, record, baseline, alike) for name in shares]
    made = table(f"Figures of {called}", head_of_shares, rows)
    if others:
        lengths = [
            f'<tr><th scope="row">{text(quality_words.measure(name).words)}</th>{_cells(record.figures[name], 1)}</tr>'
            for name in others
        ]
        made += table(f"Length and time of {called}", head, lengths)
    return made


def _figure_row(name: str, record: Record, baseline: Record | None, alike: bool) -> str:
    measure, one = quality_words.measure(name), record.figures[name]
    cells = f"{_cells(one)}<td>{measure.better.capitalize()}</td>"
    old = baseline.figures.get(name) if baseline else None
    if old:
        cells += f'<td class="ga-number">{old.value:.3f}</td><td class="ga-number">{_interval(old)}</td>'
        cells += f"<td>{moved(one, old, measure.better)}</td>" if alike else ""
    elif baseline:
        cells += '<td class="ga-number">Not held</td><td></td>' + ("<td></td>" if alike else "")
    return f'<tr><th scope="row">{text(measure.words)}</th>{cells}</tr>'


def moved(one: Figure, old: Figure, better: str) -> str:
    """Whether a mean lies beyond the baseline's interval, and if so which way."""
    if old.low <= one.value <= old.high or not better:
        return "Within its interval"
    return "Better" if (one.value > old.high) == (better == "higher") else "Worse"


def stamps(record: Record, baseline: Record | None) -> str:
    """What was measured, when and on which texts: of the record and, beside it, of the baseline."""
    told = [_stamp(one) for one in (record, baseline) if one]
    rows = [
        f'<tr><th scope="row">{what}</th>{"".join(f"<td>{text(one[what])}</td>" for one in told)}</tr>'
        for what in told[0]
    ]
    heads = ("What", "This run", "Baseline") if baseline else ("What", "Baseline that ships")
    return table("What was measured", "".join(f'<th scope="col">{head}</th>' for head in heads), rows)


def _stamp(record: Record) -> dict[str, str]:
    stamp = record.stamp
    revision = stamp.git_revision[:12] if stamp.git_revision else f"Not recorded (version {stamp.version})"
    return {
        "Name": record.name,
        "Date": wording.day(stamp.at),
        "Questions": f"{record.asked:,}: {quality_words.SETS.get(record.questions, record.questions)}",
        "Revision of the code": revision + (", with changes not yet committed" if stamp.git_dirty else ""),
        "Digest of the corpus": stamp.corpus_digest[:12],
        "Answers worded by": stamp.answering_model or "The advisor itself, by quoting",
    }


def trend(runs: Sequence[Record]) -> str:
    """The main figures from run to run, oldest first: pictures, then one table."""
    names = [name for name in quality_words.TRENDS if all(name in run.figures for run in runs)]
    if not names:
        return ""
    pictures = "".join(_picture(name, [run.figures[name] for run in runs]) for name in names)
    rows = []
    for run in runs:
        cells = "".join(f'<td class="ga-number">{run.figures[name].value:.3f}</td>' for name in names)
        when = f"{wording.day(run.stamp.at)}, {run.stamp.at:%H:%M}"
        rows.append(f'<tr><th scope="row">{when}</th><td>{text(run.name)}</td>{_number(run.asked)}{cells}</tr>')
    head = '<th scope="col">Time (UTC)</th><th scope="col">Run</th>' + _head(
        "Questions", *(quality_words.measure(name).words for name in names), first=False
    )
    return f'<div class="ga-trends">{pictures}</div>{table("Main figures, run by run", head, rows)}'


def _picture(name: str, given: Sequence[Figure]) -> str:
    words = quality_words.measure(name).words
    steps = max(1, len(given) - 1)
    across = [round(_EDGE + (_WIDE - 2 * _EDGE) * place / steps, 1) for place in range(len(given))]
    line = [f"{x},{_up(one.value)}" for x, one in zip(across, given, strict=True)]
    band = [f"{x},{_up(one.high)}" for x, one in zip(across, given, strict=True)]
    band += [f"{x},{_up(one.low)}" for x, one in reversed(list(zip(across, given, strict=True)))]
    grid = "".join(f'<path d="M0 {_up(at)}H{_WIDE}" stroke="#b1b4b6"/>' for at in (0, 0.5, 1))
    dots = "".join(f'<circle cx="{spot.replace(",", chr(34) + " cy=" + chr(34))}" r="4"/>' for spot in line)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_TALL}">{grid}'
        f'<polygon points="{" ".join(band)}" fill="#1d70b8" fill-opacity=".18"/>'
        f'<polyline points="{" ".join(line)}" fill="none" stroke="#1d70b8" stroke-width="2.5"/>'
        f'<g fill="#1d70b8">{dots}</g></svg>'
    )
    told = ", ".join(f"{one.value:.2f}" for one in given)
    return (
        f"<figure><figcaption>{text(words)}: {given[0].value:.3f} at first, {given[-1].value:.3f} now</figcaption>"
        f'<img alt="Line from run to run on a scale from 0 to 1: {told}." '
        f'src="data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"></figure>'
    )


def to_read(answer: ToRead) -> str:
    """One answer with its question and what was wrong with it, folded away."""
    faults = "".join(f"<li>{text(one.capitalize())}</li>" for one in answer.faults) or "<li>Nothing found wrong</li>"
    cited = f"<ul>{''.join(f'<li>{text(one)}</li>' for one in answer.citations)}</ul>" if answer.citations else ""
    outcome = _OUTCOMES.get(answer.outcome, answer.outcome)
    return (
        f'<details class="ga-details"><summary>{text(answer.question)}</summary>'
        f"<p><strong>{text(outcome)}.</strong> Question {text(answer.id)}.</p>"
        f'<p class="ga-read">{text(answer.answer)}</p><p>{"It cites:" if cited else "It cites nothing."}</p>{cited}'
        f"<p>What is wrong with it:</p><ul>{faults}</ul></details>"
    )


def _cells(one: Figure, places: int = 3) -> str:
    return (
        f'<td class="ga-number">{one.value:,.{places}f}</td><td class="ga-number">{_interval(one, places)}</td>'
        f"{_number(one.questions)}"
    )


def _interval(one: Figure, places: int = 3) -> str:
    return f"{one.low:,.{places}f} to {one.high:,.{places}f}"


def _number(value: int) -> str:
    return f'<td class="ga-number">{value:,}</td>'


def _head(*names: str, first: bool = True) -> str:
    cells = [f'<th scope="col" class="ga-number">{text(name)}</th>' for name in names]
    if first:
        cells[0] = f'<th scope="col">{text(names[0])}</th>'
    return "".join(cells)


def _percent(value: float) -> float:
    return round(100 * min(1.0, max(0.0, value)), 1)


def _up(value: float) -> float:
    return round(_TALL - _EDGE - (_TALL - 2 * _EDGE) * min(1.0, max(0.0, value)), 1)
