"""The noise mask: each loss that has to be seen, beside the twin that is none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runready_harness.flows import json_noise, text_noise
from runready_harness.flows.compare import Difference, differences, noise
from runready_harness.flows.model import Answer, Recording, StepRun
from runready_harness.spec import Expect, Flow, Step

HTML = "text/html; charset=utf-8"


def answer(
    body: Any,
    *,
    kind: str = "application/json",
    status: int = 200,
    headers: Sequence[tuple[str, str]] = (),
    host: str = "a.example",
) -> Answer:
    data = body if isinstance(body, bytes) else (body if kind == HTML else json.dumps(body)).encode()
    return Answer(status, (("Content-Type", kind), *headers), data, 0.1, f"https://{host}/x")


def recording(last: Answer | str, expect: Expect | None = None) -> Recording:
    """A POST of a note, and then the answer in question; a text stands for how the step broke."""
    post = Step.model_validate({"method": "POST", "path": "/notes", "json": {"text": "hello"}})
    get = Step(method="GET", path="/notes", expect=expect)
    broken = last if isinstance(last, str) else None
    runs = (
        StepRun(post, post.title, answer({}), None, ""),
        StepRun(get, get.title, last if isinstance(last, Answer) else None, broken, ""),
    )
    return Recording(Flow(name="f", steps=(post, get)), runs, broken is None)


def compared(one: Answer, two: Answer, other: Answer | str) -> list[tuple[str, str, str]]:
    baseline = recording(one)
    found: tuple[Difference, ...] = differences(baseline, noise(baseline, recording(two)), recording(other))
    assert all(each.step == 1 and each.diff for each in found)
    return [(each.what, each.before, each.after) for each in found]


def page(entries: str = "", *, visits: int = 1, token: str = "t", name: str = "ann") -> str:
    return f'<html><p>Hi {name}</p><input name=csrf value="{token}"><ul>{entries}</ul><p>visits: {visits}</p></html>'


def entries(*numbers: int) -> str:
    return "".join(f"<li>hello #{n} at 10:0{n % 6}</li>" for n in numbers)


def notes(*numbers: int, text: str = "hello") -> list[dict[str, Any]]:
    return [{"id": n, "text": text} for n in numbers]


NO_DIFFERENCE = {
    "a counter in a database": (2, 4, 6),
    "ids": ({"id": "a1"}, {"id": "b2"}, {"id": "c3"}),
    "a list that a database keeps between runs": (notes(1), notes(1, 2), notes(1, 2, 3)),
    "the latest three of such a list": (notes(1), notes(2, 1), notes(5, 4, 3)),
    "such a list within bounds": (notes(1, 2), notes(2, 3), notes(3, 4)),
    "a set without an order": (["a", "b", "c"], ["a", "b", "c"], ["c", "a", "b"]),
    "keys by id": ({"u1": 1}, {"u1": 1, "u2": 1}, {"u1": 1, "u2": 1, "u3": 1}),
    "points in time, equal in both runs by chance": (
        {"at": "2026-01-31T10:00:00Z", "epoch": 1769853600},
        {"at": "2026-01-31T10:00:00Z", "epoch": 1769853600},
        {"at": "2026-01-31T10:00:09Z", "epoch": 1769853609},
    ),
    "null at times": ({"hit": None}, {"hit": 3}, {"hit": None}),
}

DIFFERENCE = {
    "a counter in memory": ((2, 2, 1), ("body at $", "2", "1")),
    "an id that is lost": (({"id": "a1"}, {"id": "b2"}, {"id": None}), ("body at $.id", '"a1"', "null")),
    "a name that is lost": (({"id": "a1"}, {"id": "b2"}, {"id": ""}), ("body at $.id", '"a1"', '""')),
    "entries in memory": ((notes(1), notes(1), []), ("body at $", '[{"id": 1, "text": "hello"}]', "[]")),
    "entries with ids in memory": ((notes(17), notes(23), []), ("body at $", '[{"id": 17, "text": "hello"}]', "[]")),
    "a grown list that is emptied": ((notes(1), notes(1, 2), []), ("body at $", '[{"id": 1, "text": "hello"}]', "[]")),
    "a grown list without what was just sent": (
        (notes(1), notes(1, 2), notes(7, 8, text="old")),
        ("body at $", '… "hello" …', '[{"id": 7, "text": "old"}, {"id": 8, "text": "old"}]'),
    ),
    "a missing key": (({"a": 1, "b": 2}, {"a": 1, "b": 2}, {"a": 1}), ("body at $.b", "2", "(none)")),
    "a further key": (({"a": 1}, {"a": 1}, {"a": 1, "error": "x"}), ("body at $.error", "(none)", '"x"')),
    "an item of a list": ((["a", "b"], ["a", "b"], ["a", "c"]), ("body at $[1]", '"b"', '"c"')),
    "true is not 1": (({"a": True}, {"a": True}, {"a": 1}), ("body at $.a", "true", "1")),
}


@pytest.mark.parametrize("case", NO_DIFFERENCE)
def test_noise_in_json(case: str) -> None:
    one, two, other = NO_DIFFERENCE[case]
    assert compared(answer(one), answer(two), answer(other)) == []


@pytest.mark.parametrize("case", DIFFERENCE)
def test_a_loss_in_json(case: str) -> None:
    (one, two, other), expected = DIFFERENCE[case]
    assert compared(answer(one), answer(two), answer(other)) == [expected]


def html(one: str, two: str, other: str) -> list[tuple[str, str, str]]:
    return compared(answer(one, kind=HTML), answer(two, kind=HTML), answer(other, kind=HTML))


@pytest.mark.parametrize(
    ("one", "two", "other"),
    [
        (page(token="aB+c/9=="), page(token="zz-Q"), page(token="0987=")),
        (page(visits=1), page(visits=2), page(visits=3)),
        (page(entries(1)), page(entries(2, 1)), page(entries(5, 4, 3))),
        (page(entries(1)), page(entries(1)), page(entries(1).replace("10:01", "11:22"))),
    ],
    ids=["form token", "counter in a database", "latest three", "time"],
)
def test_noise_in_a_page(one: str, two: str, other: str) -> None:
    assert html(one, two, other) == []


@pytest.mark.parametrize(
    ("one", "two", "other", "before", "after"),
    [
        (page(visits=2), page(visits=2), page(visits=1), "<p>visits: 2</p>", "<p>visits: 1</p>"),
        (page(entries(1)), page(entries(1)), page(), "<li>hello #1 at {time}</li>", "(nothing)"),
        (page(entries(1)), page(entries(2, 1)), page(), None, "(nothing)"),
        (
            page(token="a1"),
            page(token="b2"),
            page(token=""),
            '<input name=csrf value="…">',
            '<input name=csrf value="">',
        ),
        (page(), page(), "<html>Please log in</html>", None, "<html>Please log in</html>"),
    ],
    ids=["counter in memory", "list", "grown list", "emptied token", "another page"],
)
def test_a_loss_in_a_page(one: str, two: str, other: str, before: str | None, after: str) -> None:
    ((what, was, now),) = html(one, two, other)
    assert what == "body"
    assert now == after
    assert before is None or was == before


def test_a_session_that_is_refused() -> None:
    one, two = (answer("x", kind=HTML, headers=[("Set-Cookie", f"seen={n}; Path=/")]) for n in (1, 2))
    other = answer("", kind=HTML, status=302, headers=[("Location", "/login"), ("Set-Cookie", "seen=; Max-Age=0")])
    assert compared(one, two, other) == [
        ("status", "200", "302"),
        ("header location", "(none)", "https://{host}/login"),
        ("header set-cookie", "seen", "seen removed"),
    ]


def test_the_services_own_host_name_is_no_difference() -> None:
    def moved(host: str, to: str) -> Answer:
        return answer({"self": f"https://{host}/x"}, host=host, status=201, headers=[("Location", to)])

    one, other = moved("a.example", "https://a.example/notes/1"), moved("b.example", "/notes/1")
    assert compared(one, one, other) == []
    assert compared(one, one, moved("b.example", "http://b.example/notes/1")) == [
        ("header location", "https://{host}/notes/1", "http://{host}/notes/1")
    ]


def test_an_image_is_compared_as_a_whole() -> None:
    one, two, empty = (answer(body, kind="image/png") for body in (b"\x89PNG1", b"\x89PNG2", b""))
    assert compared(one, one, one) == []
    assert compared(one, one, two) == [("body", "5 bytes", "5 other bytes")]
    assert compared(one, two, empty) == [("body", "some bytes", "0 bytes")]


def test_a_step_that_breaks_is_a_difference() -> None:
    assert compared(answer(1), answer(1), "no answer: connection refused") == [
        ("no answer", "200", "no answer: connection refused")
    ]


def test_a_step_with_an_expectation_is_judged_by_it_alone() -> None:
    expect = Expect(status=200)
    baseline = recording(answer(1), expect)
    mask = noise(baseline, recording(answer(1), expect))
    assert differences(baseline, mask, recording(answer(2), expect)) == ()


def test_large_pages_are_compared_in_time() -> None:
    rows = [f"<tr><td>{n}</td><td>row {n % 7}</td></tr>" for n in range(5000)]
    one, two = ("".join(rows) + f"<i>{n}</i>" for n in (1, 2))
    assert html(one, two, "".join(rows) + "<i>3</i>") == []
    assert html(one, two, "".join(rows[:-1]) + "<i>3</i>") != []


_WORDS = st.lists(st.sampled_from(["<li>", "</li>", "a", "7", "8", " ", "\n", ",", "ab", "ab12"]), max_size=14).map(
    "".join
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "a", "hello"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(_WORDS, _WORDS)
@settings(deadline=None)
def test_both_undisturbed_texts_fit_their_own_mask(one: str, two: str) -> None:
    mask = text_noise.text_pattern(one, two)
    assert text_noise.fits(mask, one)
    assert text_noise.fits(mask, two)


@given(_JSON, _JSON)
@settings(deadline=None)
def test_both_undisturbed_documents_fit_their_own_mask(one: Any, two: Any) -> None:
    mask = json_noise.pattern(one, two, ["hello"])
    assert list(json_noise.misfits(mask, one, one)) == []
    assert list(json_noise.misfits(mask, one, two)) == []
