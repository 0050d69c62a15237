"""What was asked for beside what was seen, to read in a terminal or to keep as data."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from workshop.rehearsal.player import Row
from workshop.rehearsal.script import Script

WIDTH = 46


def lines(script: Script, rows: Sequence[Row], seconds: float) -> list[str]:
    """The table: everything the script expects beyond being accepted, and what differs."""
    shown = [row for row in rows if row.asked != "accepted" or not row.fits]
    table = [_line("", "asked", "seen"), _line("-" * WIDTH, "-" * WIDTH, "-" * WIDTH)]
    for row in shown:
        table.append(_line(row.where, _short(row.asked), _short(row.seen), row.fits))
        if row.note and not row.fits:
            table.append(f"    {row.note}")
    wrong = sum(1 for row in rows if not row.fits)
    played = sum(1 for row in rows if ": " not in row.where)
    table.append("")
    table.append(
        f"{script.title}: {played} contributions played in {seconds:.1f} s, {len(rows)} results compared, "
        f"{_differences(wrong)}."
    )
    return table


def as_data(script: Script, rows: Iterable[Row], seconds: float) -> dict[str, Any]:
    """The same for a program."""
    listed = [
        {"where": r.where, "asked": r.asked, "seen": r.seen, "fits": r.fits, "note": r.note} for r in rows
    ]
    wrong = [row for row in listed if not row["fits"]]
    return {"script": script.id, "seconds": round(seconds, 2), "differences": len(wrong), "rows": listed}


def _differences(count: int) -> str:
    return "no differences" if not count else "1 difference" if count == 1 else f"{count} differences"


def _line(where: str, asked: str, seen: str, fits: bool = True) -> str:
    return f"{'  ' if fits else '≠ '}{where:<{WIDTH}} {asked:<{WIDTH}} {seen}".rstrip()


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"
