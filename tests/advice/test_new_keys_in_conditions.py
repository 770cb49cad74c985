"""Conditions follow a statement to its new key."""

from msgspec.structs import replace

from assessment.advice.pieces import When, renamed
from assessment.content.reading import read_questionnaire


def test_every_list_of_statements_is_renamed_and_all_else_stays():
    when = When(low=("E4", "E1"), high=("E2",), not_low=("E4",), no_gap=True)
    piece = replace(read_questionnaire().advice[0], when=(when, When(no_gap=True)))
    now = renamed(piece, {"E4": "E9", "E2": "E10"})
    assert now.when == (replace(when, low=("E9", "E1"), high=("E10",), not_low=("E9",)), When(no_gap=True))
    assert replace(now, when=piece.when) == piece
