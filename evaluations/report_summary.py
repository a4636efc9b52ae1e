"""A run as a Markdown summary, for a pull request or a record."""

from __future__ import annotations

from collections.abc import Sequence

from evaluations.comparing import Change
from evaluations.record import BY_NAME, Run


def summary(run: Run, changes: Sequence[Change], lost: Sequence[str] = ()) -> str:
    """The verdict, the figures with their intervals, peers, what was left out and the stamp."""
    stamp = run.stamp
    state = {True: " with uncommitted changes", False: "", None: ""}[stamp.git_dirty]
    code = f"revision {stamp.git_revision[:12]}{state}" if stamp.git_revision else "no git revision"
    lines = [
        f"# Evaluation {run.name}",
        "",
        f"{stamp.at:%Y-%m-%d %H:%M} UTC · {len(run.marks)} questions ({run.questions}) · {stamp.version}, {code}",
        "",
        _verdict(changes, lost),
        "",
        "| Measure | Mean | 95 % interval | Questions | Baseline | Verdict |",
        "|---|---|---|---|---|---|",
    ]
    moved = {one.measure: one for one in changes}
    for name, one in run.figures.items():
        change = moved.get(name)
        before = f"{change.before:.3f}" if change else ""
        verdict = "" if change is None else "worse" if change.worse else "better" if change.better else "as before"
        interval = f"{one.low:.3f} to {one.high:.3f}"
        lines.append(
            f"| {BY_NAME[name].words} | {one.value:.3f} | {interval} | {one.questions} | {before} | {verdict} |"
        )
    if run.peers:
        lines += ["", "| Peer | Right in five | All in ten | Milliseconds, median | How |", "|---|---|---|---|---|"]
        for peer in run.peers:
            right, every = peer.figures["right_in_five"].value, peer.figures["all_in_ten"].value
            lines.append(f"| {peer.name} | {right:.3f} | {every:.3f} | {peer.milliseconds_p50:.1f} | {peer.how} |")
    if run.left_out:
        lines += ["", "Not measured:", ""]
        lines += [f"- {one.what}: {one.why}" for one in run.left_out]
    held = (
        f"Corpus `{stamp.corpus_digest[:12]}`, held `{stamp.held_digest[:12]}`, embedding `{stamp.embedding_model}`, "
        f"answering model {stamp.answering_model or 'none'}, floor {stamp.floor:g}; Python {stamp.python} on "
        f"{stamp.machine}."
    )
    return "\n".join([*lines, "", held]) + "\n"


def _verdict(changes: Sequence[Change], lost: Sequence[str]) -> str:
    worse = [BY_NAME[one.measure].words for one in changes if one.worse]
    if not changes:
        return "There was no baseline to compare with."
    if worse or lost:
        told = [f"**Worse than the baseline**: {'; '.join(worse)}."] if worse else []
        return " ".join([*told, *([f"**Lost since the baseline**: {'; '.join(lost)}."] if lost else [])])
    return "No figure fell beyond the interval of the baseline."
