"""Lists of people, however somebody pastes them."""

import pytest

from workshop.web.roster import Row, doubts, once, read


def names(text: str) -> list[str]:
    return [row.name for row in read(text)]


def test_an_address_line_of_a_mail_becomes_people() -> None:
    rows = read('Ann Lee <ann@x.test>; "Zaręba, Wiktor" <wiktor@x.test>, 陈晓梅 <xm@x.test>')
    assert [(row.name, row.email) for row in rows] == [
        ("Ann Lee", "ann@x.test"),
        ("Wiktor Zaręba", "wiktor@x.test"),
        ("陈晓梅", "xm@x.test"),
    ]


def test_columns_are_found_by_their_headings_in_any_order() -> None:
    (row,) = read(
        "E-mail\tRole\tFull name\tSite\tFunction\nh@x.test\tFirst-line manager\tHester\tGhent\tsales"
    )
    assert (row.name, row.role, row.function, row.email, row.place) == (
        "Hester",
        "first_line_manager",
        "sales",
        "h@x.test",
        "Ghent",
    )


def test_columns_without_headings_are_guessed_from_what_stands_in_them() -> None:
    rows = read("Ann Lee, sales, ann@x.test, Leeds\nBob Ray, technical, bob@x.test, York")
    assert [(row.name, row.function, row.email, row.place) for row in rows] == [
        ("Ann Lee", "sales", "ann@x.test", "Leeds"),
        ("Bob Ray", "technical", "bob@x.test", "York"),
    ]


def test_first_and_last_names_in_columns_of_their_own_are_put_together() -> None:
    assert names("First name;Last name;Mail\nAnn;Lee;ann@x.test") == ["Ann Lee"]


def test_plain_names_one_on_each_line_are_enough() -> None:
    assert names("Ann\n\n  Bob  \n陈晓梅\nمریم") == ["Ann", "Bob", "陈晓梅", "مریم"]


def test_addresses_alone_are_read_as_names() -> None:
    assert names("ann.lee@x.test\nbob@x.test") == ["Ann Lee", "Bob"]


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("Manager", "first_line_manager"),
        ("second-level manager", "second_level_manager"),
        ("Customer guest", "customer_guest"),
        ("co-facilitator", "co_facilitator"),
        ("Plan owner", "plan_owner"),
        ("participant", "participant"),
    ],
)
def test_roles_are_understood_as_people_write_them(written: str, role: str) -> None:
    (row,) = read(f"Name\tRole\nAnn\t{written}")
    assert row.role == role


def test_a_job_title_becomes_its_function_and_an_unknown_one_stays_as_written() -> None:
    rows = read("Name\tTitle\nAnn\tKey account manager\nBob\tField service engineer\nKit\tActuary")
    assert [row.function for row in rows] == ["sales", "service", "Actuary"]


def test_one_line_with_an_empty_column_keeps_its_place() -> None:
    row = read("Lea Brunner\tCo-facilitator\t\tlea@x.test\tZürich")[0]
    assert (row.name, row.role, row.email, row.place) == (
        "Lea Brunner",
        "co_facilitator",
        "lea@x.test",
        "Zürich",
    )


def test_a_mail_address_copied_as_a_link_is_an_address() -> None:
    assert [row.email for row in read("Li Wei\tmailto:li@x.test\nAnn\tann@x.test")] == [
        "li@x.test",
        "ann@x.test",
    ]
    assert read("Li Wei <mailto:li@x.test>")[0].email == "li@x.test"


def test_who_stands_in_a_list_twice_is_told() -> None:
    rows, twice = once("Ann\nBob\nann\nANN")
    assert [row.name for row in rows] == ["Ann", "Bob"]
    assert twice == ["ann", "ANN"]


def test_nobody_is_read_twice_and_never_more_than_two_hundred() -> None:
    assert names("Ann\nAnn\nBob") == ["Ann", "Bob"]
    assert len(read("\n".join(f"Person {n}" for n in range(500)))) == 200


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t\n", '"', ";;;", "<>", "<@>", "\x00"])
def test_nonsense_is_read_without_failing(text: str) -> None:
    assert isinstance(read(text), list)


def test_lines_of_columns_and_address_lines_may_stand_mixed_and_each_is_read_by_itself() -> None:
    rows = read(
        "Cora Beck, co-facilitator, , cora@x.test\n"
        "Marta Vogel, first-line manager, sales, marta@x.test\n"
        "Wiktor Zaręba <wiktor@x.test>\n"
        "Ana Ruiz, participant, Madrid, technical\n"
        "Ben Otto, service, Köln\n"
        "Jonas Thoma, sales <jonas@x.test>\n"
        "Vogel, Ida <ida@x.test>; Dev Rao <dev@x.test>\n"
        "Dieter Alt"
    )
    assert [(row.name, row.role, row.function, row.place, row.email) for row in rows] == [
        ("Cora Beck", "co_facilitator", "", "", "cora@x.test"),
        ("Marta Vogel", "first_line_manager", "sales", "", "marta@x.test"),
        ("Wiktor Zaręba", "participant", "", "", "wiktor@x.test"),
        ("Ana Ruiz", "participant", "technical", "Madrid", ""),
        ("Ben Otto", "participant", "service", "Köln", ""),
        ("Jonas Thoma", "participant", "sales", "", "jonas@x.test"),
        ("Ida Vogel", "participant", "", "", "ida@x.test"),
        ("Dev Rao", "participant", "", "", "dev@x.test"),
        ("Dieter Alt", "participant", "", "", ""),
    ]
    assert doubts(rows) == []


def test_names_that_are_perhaps_none_are_pointed_at() -> None:
    rows = [Row(name) for name in ("Cora Beck", "Cora", "sales", "First-line manager", "Köln", "Ann 2")]
    rows.append(Row("Ben", place="Köln"))
    assert doubts(rows) == ["Cora", "sales", "First-line manager", "Köln", "Ann 2"]
