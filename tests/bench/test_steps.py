"""The people who are measured are people, each of a kind of their own."""

from bench.steps import crowd


def test_no_two_people_answer_alike():
    assert len({tuple(answers.values()) for answers in crowd()}) == len(crowd())
