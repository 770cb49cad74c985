"""The people who are measured are people, each of a kind of their own."""

from bench.steps import ALL, CROWD, somebody


def test_no_two_people_answer_alike(published):
    person = somebody()
    begun = [person.begins(number, ALL).answers for number in range(CROWD)]
    assert len({tuple(answers.values()) for answers in begun}) == CROWD
