"""What a piece of news names: by words that tell, never by small ones that stand in any sentence."""

from workshop.rules.naming import named


def test_words_that_only_count_or_say_when_name_nothing() -> None:
    texts = {
        "find": "Find out who is CFO now",
        "fast": "Fast fulfilment: one-minute collection",
        "case": "Write a one-page case on the first day",
    }
    assert named("The CFO left, from one day to the next", texts, []) == ["find"]
