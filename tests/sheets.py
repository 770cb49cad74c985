"""Set-up for tests of the analysis: sittings as it takes them."""

from assessment.analysis.sheets import Sheet


def make_sheet(answers=(), **told):
    """A sitting with these answers (1 to 5, or a code), and whatever else is said of it."""
    usual = {"role": "influencing", "firmness": "clear", "self_view": "", "seconds": 300, "called": (), "shown": ()}
    return Sheet(answers=bytes(answers), **usual | told)


def make_sheets(rows, **told):
    return [make_sheet(row, **told) for row in rows]
