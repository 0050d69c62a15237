"""What people write, as HTML that can do no harm."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.exports.phrases import isolated
from workshop.exports.words import LIMIT, in_html, one_line, safe_html, unbroken


def test_a_range_is_not_broken_between_two_lines() -> None:
    assert unbroken("to 5-7% by 2027–28, day-to-day") == "to 5-\u20607% by 2027–\u206028, day-to-day"


@pytest.mark.parametrize(
    "plain", ["Castorama France is restructuring its stores.", "5 % of £18m, & more", "陈晓梅", "", "A - B"]
)
def test_plain_text_needs_no_html(plain: str) -> None:
    assert safe_html(plain) is None


def test_emphasis_lists_and_links_are_read() -> None:
    made = safe_html("**Two** hours\n\n- _one_ store\n- [the release](https://example.org/a)")
    assert made is not None
    assert "<strong>Two</strong>" in made
    assert "<li><em>one</em> store</li>" in made
    assert 'href="https://example.org/a"' in made
    assert 'rel="noopener noreferrer nofollow"' in made


def test_line_breaks_stay_where_they_were_typed() -> None:
    assert "one<br>" in str(safe_html("one\ntwo"))


def test_a_line_that_begins_with_a_number_keeps_it() -> None:
    assert '<ol start="2025">' in str(safe_html("2025. A good year"))


def test_a_title_is_not_a_heading_of_the_page() -> None:
    assert "<h" not in in_html("# Loud\n\nLouder\n======")


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/p.png)",
        "[x](javascript:alert(1))",
        "[x](  javascript:alert(1))",
        "[x](data:text/html;base64,xx)",
        "[x](/logout)",
        "[x](//example.org)",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "<javascript:alert(1)>",
        '[x](https://example.org "title" onmouseover=alert(1))',
        "<style>p{display:none}</style>",
        "<iframe src=https://example.org></iframe>",
        "<a href='https://example.org' style='position:fixed'>x</a>",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
    ],
)
def test_nothing_that_acts_gets_through(evil: str) -> None:
    tags = "".join(re.findall(r"<[^>]*>", in_html(evil))).lower()
    assert not re.search(r"<(script|img|style|iframe)|href=.(?!https?://|mailto:)|\s(style|on\w+)=", tags)


def test_after_a_list_hundreds_deep_words_are_read_as_ever() -> None:
    in_html("- " * 1900 + "x")
    assert in_html("**x**") == "<p><strong>x</strong></p>"


def test_words_in_angle_brackets_stay_readable() -> None:
    assert "&lt;name not established&gt;" in in_html("<name not established>")


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "[](",
        "[a](",
        "*",
        "**a",
        "_a ",
        "`",
        "> ",
        ">",
        "<",
        "<a@",
        "\\",
        "- ",
        "1.\n",
        "\n",
        "![",
        '[a](b "',
        "***_a",
    ],
)
def test_the_worst_input_of_full_length_takes_no_time(unit: str) -> None:
    text = (unit * LIMIT)[:LIMIT]
    begun = time.process_time()
    in_html(text)
    assert time.process_time() - begun < 0.25


def test_longer_texts_are_shown_as_they_are() -> None:
    made = in_html("**a** <b>\n" * 1000)
    assert "**a** &lt;b&gt;<br>" in made


@given(st.text(alphabet="ab*_`[]()<>!#\\\n -+1.&:\"'/", max_size=300))
def test_whatever_is_typed_the_tags_are_ours(text: str) -> None:
    tags = set(re.findall(r"</?([a-z0-9]+)", in_html(text)))
    assert tags <= {"p", "br", "strong", "em", "ul", "ol", "li", "code", "pre", "blockquote", "a"}


def test_a_title_is_cut_at_a_word() -> None:
    assert one_line("**Measure** collection\ntimes in three stores", 30) == "Measure collection times in…"
    assert one_line("short") == "short"


def test_a_name_read_from_the_right_does_not_turn_the_sentence_it_begins_around() -> None:
    assert isolated("مریم") == "\u2068مریم\u2069"
    assert [isolated(name) for name in ("陈晓梅", "Wiktor Zaręba", "7 of 9", "")] == [
        *("陈晓梅", "Wiktor Zaręba", "7 of 9", "")
    ]
