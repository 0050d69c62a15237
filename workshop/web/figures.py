"""Amounts and shares as people write them into forms."""

import math
import re

from workshop.rules.refusals import invalid

MOST_MONEY = 10**15
_AMOUNT = re.compile(r"([\d.,\s’']+)\s*(k|m|mn|mio|million|bn|b)?", re.IGNORECASE)
_TIMES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "million": 10**6, "b": 10**9, "bn": 10**9}


def amount(text: str) -> int:
    """Money as people write it: 600k, 1.2m, 1,200,000."""
    match = _AMOUNT.search(text.replace("\u00a0", " "))
    if not match:
        raise invalid("annual_revenue", "Please write the amount in figures, such as 4.8m.")
    number, unit = re.sub(r"[\s’']", "", match[1]), (match[2] or "").lower()
    if re.search(r"[.,]\d{3}(?!\d)", number) and not unit:
        number = re.sub(r"[.,](?=\d{3}(?!\d))", "", number)
    try:
        found = float(number.replace(",", ".")) * _TIMES.get(unit, 1)
    except ValueError:
        found = -1
    if not 0 <= found <= MOST_MONEY:
        raise invalid("annual_revenue", "Please write the amount in figures, such as 4.8m.")
    return round(found)


def percent(text: str) -> float:
    """A share as people write it: 12, 12.5 %, 12,5."""
    try:
        found = float(text.replace("%", "").replace(",", ".").strip())
    except ValueError:
        found = math.nan
    if not -100 <= found <= 10_000:
        raise invalid("growth_target_percent", "Please write the growth in figures, such as 12.")
    return found
