"""What somebody set out to try after a result, and what became of what they set out to try before."""

from uuid import UUID

from msgspec import Struct

from assessment.advice.pieces import AdvicePiece
from assessment.models import Commitment, Result
from assessment.models.plan import MOST_COMMITMENTS
from assessment.words.plan import moved


class PastCommitment(Struct, frozen=True):
    """A commitment made with the result before, and what moved in its dimension since."""

    commitment: Commitment
    moved: str


class Plans(Struct, frozen=True):
    """The pieces to try from now on, and what there was to try before: the earlier result and its commitments."""

    ahead: tuple[AdvicePiece, ...]
    before: Result | None
    tried: list[PastCommitment]

    @property
    def keys(self) -> set[str]:
        """Return the keys of the pieces to try from now on."""
        return {piece.key for piece in self.ahead}

    @property
    def full(self) -> bool:
        """Say whether there is no room for another."""
        return len(self.ahead) >= MOST_COMMITMENTS


NO_PLANS = Plans((), None, [])


def plans_for(result: Result, earlier: UUID | None) -> Plans:
    """Return what is planned with a result and what was planned with the one before it, if there is one."""
    made = list(Commitment.objects.around(result, earlier))
    before = [commitment for commitment in made if commitment.result_id != result.pk]
    return Plans(
        ahead=tuple(commitment.piece for commitment in made if commitment.result_id == result.pk),
        before=before[0].result if before else None,
        tried=past_commitments(before, result) if before else [],
    )


def past_commitments(before: list[Commitment], result: Result) -> list[PastCommitment]:
    """Return commitments of the result before, each with what has moved since."""
    changes, document = result.since(before[0].result).dimensions, result.document
    parts = [(one, one.piece.dimension) for one in before]
    return [PastCommitment(one, moved(changes[part], document.section(part))) for one, part in parts]
