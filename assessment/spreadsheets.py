"""Tables as CSV, so that spreadsheets read them as they are meant."""

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""At the start of a table: without it spreadsheets misread what is not ASCII."""

FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""The last four are the full-width forms of the first four."""


class Echo:
    """A file for the csv module that hands back what is written to it."""

    def write(self, text: str) -> str:
        """Return the line."""
        return text


def escape_formula(cell: object) -> object:
    """Return a cell, with a quote in front where it would start a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
