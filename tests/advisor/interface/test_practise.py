"""The Practise page run as a script: every kind of step by its own fields, groups, and who sees what."""

from __future__ import annotations

import base64
import re
import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor import settings
from advisor.connecting.identity import LOCAL_PERSON
from advisor.connecting.practising import shipped_exercises
from advisor.governance.exercises.exercise import Exercise, read
from advisor.governance.exercises.group import common_mistakes
from advisor.governance.exercises.marked import Verdict
from advisor.governance.exercises.marking import Marker
from advisor.governance.exercises.sitting import Attempt, GivenAnswer, Sitting
from advisor.governance.exercises.step import (
    Branch,
    BreachClock,
    Choose,
    ChooseSeveral,
    Classify,
    Decide,
    MarkUp,
    Order,
    Step,
)
from advisor.interface import library, practise_feedback, practise_fields, practise_plots, practise_words, server
from advisor.interface.escaping import is_linkable
from advisor.journeys.explaining_marks import Explanation
from advisor.journeys.practise import Practise
from corpus.shipped import load_shipped
from tests.advisor.governance.exercises.invented import data

PAGE = server.FRAME.with_name("practise.py")
LOCAL = "local"
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
BY_ID = {one.id: one for one in shipped_exercises()}


@pytest.fixture
def advisor(invented: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(settings, "current", lambda: settings.Settings(home=tmp_path))
    made = invented.InventedAdvisor(settings.current())
    made.practising.marker = made.practising.wording_marker
    held = library.Library(lambda: made)
    held.start()
    while held.working:
        time.sleep(0.02)
    monkeypatch.setattr(library, "LIBRARY", held)
    # Links between pages need the frame around the page; tests/browser follows them.
    monkeypatch.setattr("streamlit.page_link", lambda *_given, **_named: None)
    return made


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    return run(app)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception
    return app


def press(app: AppTest, words: str) -> AppTest:
    next(one for one in app.button if one.label.startswith(words)).click()
    return run(app)


def words(app: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in app.get("html"))


def asked(app: AppTest, name: str) -> str:
    value = app.query_params.get(name, "")
    return str(value[0] if isinstance(value, list) else value)


def field(app: AppTest, kind: str, key: str) -> Any:
    return next(one for one in app.get(kind) if one.key == key)


def fill(app: AppTest, step: Step, sitting_id: str, option: str | None = None) -> None:
    """Answer a step as well as it can be; at a branch with the option that is named."""
    key = f"answer-{sitting_id}-{step.id}"
    match step:
        case Branch():
            field(app, "radio", f"{key}-choice").set_value(option or step.options[0].id)
        case Choose():
            field(app, "radio", f"{key}-choice").set_value(next(iter(step.right)))
        case Decide():
            field(app, "radio", f"{key}-choice").set_value(next(iter(step.right)))
            field(app, "text_area", f"{key}-reasons").set_value("It is proportionate; nothing less would serve.")
        case ChooseSeveral():
            for one in step.right:
                field(app, "checkbox", f"{key}-{one}").check()
        case Order():
            for number, one in enumerate(step.right_order, start=1):
                field(app, "selectbox", f"{key}-{one}").set_value(number)
        case Classify():
            for item in step.items:
                field(app, "radio", f"{key}-{item.id}").set_value(item.belongs_to)
        case MarkUp():
            for point in step.marking.points:
                field(app, "text_area", f"{key}-{point.passage}").set_value("This says too little; it needs a date.")
        case BreachClock():
            for name, value in (("day", step.due.day), ("month", step.due.month), ("year", step.due.year)):
                field(app, "text_input", f"{key}-{name}").set_value(str(value))
            field(app, "text_input", f"{key}-time").set_value(f"{step.due:%H:%M}")
        case _:
            field(app, "text_area", f"{key}-words").set_value("They should write it down and tell the person.")


def begun(exercise_id: str, **query: str) -> AppTest:
    app = press(opened(exercise=exercise_id, **query), "Begin")
    assert asked(app, "sitting")
    return app


def play(app: AppTest, exercise: Exercise, course: tuple[str, ...]) -> AppTest:
    sitting_id = asked(app, "sitting")
    for here, following in zip(course, (*course[1:], "end"), strict=True):
        step = exercise.step(here)
        option = None
        if isinstance(step, Branch):
            option = next(one.id for one in step.options if one.goes_to == following)
        fill(app, step, sitting_id, option)
        press(app, "Send answer")
        assert "Your answer is kept." in words(app)
        assert asked(app, "step") == here
        press(app, "Go on" if following != "end" else "See your result")
    return app


COURSES = [
    (exercise_id, course)
    for exercise_id in (
        "a-look-at-a-neighbour", "bag-left-on-the-bus", "scanning-the-cellar", "which-document", "who-decides-the-risk"
    )
    for course in BY_ID[exercise_id].courses()
]  # fmt: skip


def test_these_courses_have_every_kind_of_step_and_several_branches() -> None:
    kinds = {BY_ID[exercise_id].step(one).kind for exercise_id, course in COURSES for one in course}
    assert kinds == set(practise_words.HOW)
    assert len(COURSES) >= 7


@pytest.mark.parametrize(("exercise_id", "course"), COURSES)
def test_an_exercise_is_played_from_its_beginning_to_its_result(
    advisor: Any, exercise_id: str, course: tuple[str, ...]
) -> None:
    exercise = BY_ID[exercise_id]
    app = play(begun(exercise_id), exercise, course)
    sitting = advisor.practising.practise.resume(asked(app, "sitting"), LOCAL)
    assert sitting.finished
    assert sitting.course == course
    for given in sitting.answers:
        if exercise.step(given.step_id).kind in {"choose", "choose_several", "order", "classify", "breach_clock"}:
            assert given.marked.verdict is Verdict.RIGHT, given
    assert "Your result" in words(app)
    assert exercise.lesson.split(",")[0].replace("'", "&#x27;") in words(app)


def test_every_exercise_can_be_begun_and_shows_its_first_step(advisor: Any) -> None:
    for exercise in BY_ID.values():
        app = begun(exercise.id)
        assert "Step 1 of " in words(app)
        assert practise_fields.written(exercise.steps[0], "k")


def test_what_is_missing_in_each_kind_of_step_is_said_and_nothing_is_sent(advisor: Any) -> None:
    for exercise_id in {exercise_id for exercise_id, _ in COURSES}:
        exercise = BY_ID[exercise_id]
        course = next(exercise.courses())
        app = begun(exercise_id)
        for here, following in pairwise(course):
            press(app, "Send answer")
            assert "There is a problem" in words(app), (exercise_id, here)
            assert re.search(r'data-field="answer-[0-9a-f]+-', words(app))
            assert not advisor.practising.practise.resume(asked(app, "sitting"), LOCAL).given(here)
            step = exercise.step(here)
            option = next((o.id for o in getattr(step, "options", ()) if getattr(o, "goes_to", "") == following), None)
            fill(app, step, asked(app, "sitting"), option)
            press(app, "Send answer")
            press(app, "Go on")


def test_of_two_items_with_one_number_the_second_is_to_be_mended(advisor: Any) -> None:
    step = next(one for one in BY_ID["scanning-the-cellar"].steps if isinstance(one, Order))
    app = begun("scanning-the-cellar")
    key = f"answer-{asked(app, 'sitting')}-{step.id}"
    for item in step.items:
        field(app, "selectbox", f"{key}-{item.id}").set_value(1)
    press(app, "Send answer")
    assert "Two have the number 1." in words(app)
    assert [one.value for one in app.selectbox] == [1] * len(step.items)


def test_an_answer_that_was_sent_stands_and_a_second_tab_cannot_replace_it(advisor: Any) -> None:
    first = begun("a-look-at-a-neighbour")
    sitting_id = asked(first, "sitting")
    second = opened(exercise="a-look-at-a-neighbour", sitting=sitting_id)
    for app, option in ((first, "b"), (second, "a")):
        field(app, "radio", f"answer-{sitting_id}-what-choice").set_value(option)
        press(app, "Send answer")
    assert advisor.practising.practise.resume(sitting_id, LOCAL).given("what").answer == "b"
    assert "A personal data breach" in words(second)


def test_a_reload_shows_the_same_page(advisor: Any) -> None:
    app = begun("a-look-at-a-neighbour")
    sitting_id = asked(app, "sitting")
    fill(app, BY_ID["a-look-at-a-neighbour"].steps[0], sitting_id)
    press(app, "Send answer")
    again = opened(exercise="a-look-at-a-neighbour", sitting=sitting_id, step="what")
    assert "Step 1 of 5: feedback" in words(again)
    assert "A breach by unauthorised access" in words(again)
    onward = opened(exercise="a-look-at-a-neighbour", sitting=sitting_id)
    assert "Step 2 of 5" in words(onward)
    assert "Go on where you stopped" in words(opened())


def test_a_hint_is_priced_before_it_is_taken_and_keeps_what_was_written(advisor: Any) -> None:
    exercise, step = next((one, step) for one in BY_ID.values() for step in one.steps if step.hints)
    course = next(course for course in exercise.courses() if step.id in course)
    app = begun(exercise.id)
    sitting_id = asked(app, "sitting")
    for here, following in pairwise(course[: course.index(step.id) + 1]):
        branch = exercise.step(here)
        option = next((o.id for o in getattr(branch, "options", ()) if getattr(o, "goes_to", "") == following), None)
        fill(app, branch, sitting_id, option)
        press(app, "Send answer")
        press(app, "Go on")
    assert step.hints[0].text not in words(app)
    button = next(one for one in app.button if one.label.startswith("Show a hint"))
    assert practise_words.costs(step.hints[0].costs) in button.label
    fill(app, step, sitting_id)
    kept = [one.value for one in (*app.text_area, *app.radio, *app.checkbox)]
    press(app, "Show a hint")
    assert step.hints[0].text.replace("'", "&#x27;") in words(app)
    assert [one.value for one in (*app.text_area, *app.radio, *app.checkbox)] == kept
    assert advisor.practising.practise.resume(sitting_id, LOCAL).hints_cost(step) == step.hints[0].costs


def test_an_exercise_under_review_is_offered_to_nobody_new_and_says_why(
    advisor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = begun("bag-left-on-the-bus")
    why = "The card “Breach clocks” has changed since it was reviewed."
    held = {"a-look-at-a-neighbour", "bag-left-on-the-bus"}
    monkeypatch.setattr(advisor.practising.practise, "_outdated_because", lambda one: (why,) if one.id in held else ())
    shelf = words(opened())
    before, after = shelf.split("Being reviewed")
    assert BY_ID["a-look-at-a-neighbour"].title.split("'")[0] not in before.split("Exercises")[-1]
    assert "has changed since it was reviewed" in after
    beginning = opened(exercise="a-look-at-a-neighbour")
    assert "has changed since it was reviewed" in words(beginning)
    assert not beginning.button
    going_on = opened(exercise="bag-left-on-the-bus", sitting=asked(app, "sitting"))
    fill(going_on, BY_ID["bag-left-on-the-bus"].steps[0], asked(app, "sitting"))
    press(going_on, "Send answer")
    assert "Your answer is kept." in words(going_on)


def test_filters_narrow_the_list_and_come_back_with_the_address(advisor: Any) -> None:
    app = opened(level="starter", place="scotland")
    wanted = [one for one in BY_ID.values() if one.level == "starter" and one.jurisdiction == "scotland"]
    assert wanted
    assert words(app).count('href="/practise?exercise=') == len(wanted)
    assert field(app, "selectbox", "filter-level").value == "starter"
    field(app, "selectbox", "filter-level").set_value("")
    field(app, "selectbox", "filter-place").set_value("")
    run(app)
    assert words(app).count('href="/practise?exercise=') == len(BY_ID)
    assert asked(app, "level") == ""


def test_nonsense_in_the_address_is_no_crash(advisor: Any) -> None:
    for query in (
        {"level": "x", "minutes": "x"}, {"exercise": "none"}, {"sitting": "none"}, {"group": "none"}, {"show": "none"},
        {"learner": "0" * 16}, {"learner": "' or 1=1"}, {"exercise": "none", "group": "none"},
        {"exercise": "bag-left-on-the-bus", "group": "none"},
    ):  # fmt: skip
        opened(**query)


def group_of(advisor: Any, *exercises: str) -> Any:
    return advisor.practising.training.open(
        "Tuesday", exercises or ("bag-left-on-the-bus",), advisor.identity.of_local(LOCAL_PERSON).actor
    )


def join(app: AppTest, code: str, name: str) -> AppTest:
    field(app, "text_input", "join-code").set_value(code)
    field(app, "text_input", "join-name").set_value(name)
    return press(app, "Join")


def test_a_learner_joins_by_code_plays_in_the_group_and_the_trainer_sees_it(advisor: Any) -> None:
    app = opened(show="train")
    field(app, "text_input", "group-title").set_value("Tuesday")
    field(app, "checkbox", "group-has-bag-left-on-the-bus").check()
    press(app, "Open the group")
    group_id = asked(app, "group")
    code = advisor.practising.training.group(group_id, LOCAL).code
    assert f"{code[:4]} {code[4:]}" in words(app)

    learner = join(opened(show="join"), f"{code[:4].lower()}-{code[4:]}", "Ann <b>Lee</b>")
    key = asked(learner, "learner")
    assert re.fullmatch("[0-9a-f]{16}", key)
    assert "You practise as <strong>Ann &lt;b&gt;Lee&lt;/b&gt;</strong>" in words(learner)
    assert "Groups you train" not in words(learner)
    exercise = BY_ID["bag-left-on-the-bus"]
    playing = begun(exercise.id, group=group_id, learner=key)
    play(playing, exercise, next(exercise.courses()))

    told = opened(group=group_id)
    assert "Ann &lt;b&gt;Lee&lt;/b&gt;" in words(told)
    assert "Finished" in words(told)
    field(told, "selectbox", "tell-whom").set_value(key)
    field(told, "text_area", "tell-words").set_value("Look at step two again.")
    press(told, "Tell")
    assert "Look at step two again." in words(opened(group=group_id, learner=key))

    other = join(opened(show="join"), code, "Bob")
    assert "Look at step two again." not in words(other)
    assert "Ann" not in words(other)
    assert "Finished" not in words(other)


def test_a_learner_sees_only_their_own(advisor: Any) -> None:
    group = group_of(advisor)
    ann, bob = (advisor.practising.training.join(group.code, name).person_id for name in ("Ann", "Bob"))
    app = begun("bag-left-on-the-bus", group=group.id, learner=ann)
    sitting_id = asked(app, "sitting")
    for other in ({"learner": bob}, {}):
        seen = opened(exercise="bag-left-on-the-bus", sitting=sitting_id, **other)
        assert "Exercise not found" in words(seen)
        assert "There is no such attempt." in words(seen)
    assert "You have not begun an exercise yet." in words(opened(show="results", learner=bob))
    assert "How far they are" not in words(opened(group=group.id, learner=bob))
    assert "On your own" not in words(opened(show="results", learner=ann))


def test_where_people_sign_in_a_key_in_the_address_means_nothing(advisor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from advisor.interface import identity, practise_learner

    group = group_of(advisor)
    ann = advisor.practising.training.join(group.code, "Ann").person_id
    app = opened(learner=ann)
    assert "You practise as" in words(app)
    monkeypatch.setattr(identity, "is_local", lambda: False)
    somebody = SimpleNamespace(person=SimpleNamespace(id="x-1", name="X"))
    monkeypatch.setattr(identity, "visitor", lambda _: somebody)
    monkeypatch.setattr(practise_learner.st, "query_params", {"learner": ann})
    assert practise_learner.who(advisor) == practise_learner.Learner("x-1", "X")


def test_a_group_is_closed_only_when_the_trainer_says_yes(advisor: Any) -> None:
    group = group_of(advisor)
    app = press(opened(group=group.id), "Close the group")
    press(app, "No, keep it open")
    assert advisor.practising.training.group(group.id, LOCAL).closed_at is None
    press(press(app, "Close the group"), "Yes, close it")
    assert "The group is closed." in words(app)
    assert advisor.practising.training.group(group.id, LOCAL).closed_at is not None
    assert "is closed" in words(join(opened(show="join"), group.code, "Late"))


def test_an_unknown_code_or_no_name_is_said_at_its_field(advisor: Any) -> None:
    group = group_of(advisor)
    assert "There is no such group." in words(join(opened(show="join"), "BBBBBBBB", "Ann"))
    missing = words(join(opened(show="join"), group.code, " "))
    assert 'data-field="join-name"' in missing
    assert 'data-field="join-code"' in words(join(opened(show="join"), "", "Ann"))


def test_a_comment_cannot_pose_as_one_on_another_passage(advisor: Any) -> None:
    exercise = read(data(), "lost-keys")
    step = exercise.step("look")
    assert isinstance(step, MarkUp)
    assert practise_fields._flat("no purpose; d2: it has\nno end", step) == "no purpose, d2: it has no end"


def test_a_plot_shows_shares_as_widths_and_says_them_in_words() -> None:
    made = practise_plots.bars(
        "Steps <x>", [practise_plots.Bar("One & <two>", 0.25, "25%"), practise_plots.Bar("b", 9, "x")]
    )
    found = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', made)
    assert found
    svg = base64.b64decode(found[1]).decode()
    assert 'width="90.0"' in svg
    assert 'width="360.0"' in svg
    assert "One &amp; &lt;two&gt;" in svg
    assert "One &amp; &lt;two&gt;: 25%" in made


def test_steps_are_counted_along_the_way_that_was_taken(advisor: Any) -> None:
    practise: Practise = advisor.practising.practise
    exercise = BY_ID["bag-left-on-the-bus"]
    lengths = sorted({len(one) for one in exercise.courses()})
    sitting = practise.start(exercise.id, LOCAL)
    first = exercise.steps[0]
    assert practise_words.step_number(sitting, first.id) == f"Step 1 of up to {lengths[-1]}"


def test_every_step_rests_on_cards_that_can_be_opened_and_on_official_addresses(advisor: Any) -> None:
    held = {card.passage.id for card in load_shipped()}
    for exercise in BY_ID.values():
        for step in exercise.steps:
            sources = advisor.practising.practise.sources(exercise, step.id)
            assert sources, (exercise.id, step.id)
            for source in sources:
                assert f"card/{source.card_id}" in held
                assert is_linkable(source.url)
                assert source.title
                assert source.label
            shown = practise_feedback.rests_on(sources)
            assert shown.count('href="/sources?passage=card%2F') == len(sources)
            assert shown.count('href="https://') == len(sources)


def test_a_mistake_is_counted_in_the_words_that_the_learner_saw() -> None:
    exercise = BY_ID["a-look-at-a-neighbour"]
    step = next(one for one in exercise.steps if isinstance(one, ChooseSeveral))
    marked = Marker().mark(step, min(step.right))
    given = GivenAnswer(attempt_id="a", step_id=step.id, answer="a", marked=marked, at=AT)
    attempt = Attempt(
        id="a", person_id="ann", exercise_id=exercise.id, exercise_digest="0" * 64, group_id=None, started_at=AT
    )
    told = {one.words for one in common_mistakes([Sitting(attempt=attempt, exercise=exercise, answers=(given,))])}
    left = {f"Did not choose “{one.text}”" for one in step.options if one.right and one.id != min(step.right)}
    assert told == left


def test_a_model_explains_only_when_asked_and_the_marks_stay(advisor: Any) -> None:
    exercise = BY_ID["a-look-at-a-neighbour"]
    app = begun(exercise.id)
    fill(app, exercise.steps[0], asked(app, "sitting"))
    press(app, "Send answer")
    assert not [one for one in app.button if one.label.startswith("Explain")]
    calls: list[str] = []

    def explain(_sitting: Sitting, given: GivenAnswer, person_id: str) -> Explanation:
        calls.append(f"{person_id} {given.step_id}")
        return Explanation(why_not="The language model is busy. <b>The feedback above stands as it is.</b>")

    advisor.practising.explain_marks = explain
    run(app)
    assert calls == []
    press(app, "Explain the law behind this")
    assert "&lt;b&gt;The feedback above stands" in words(app)
    assert 'data-words="Explanation ready"' in words(app)
    assert "1 of 1 mark" in words(app)
    run(app)
    assert calls == [f"{LOCAL} what"]
