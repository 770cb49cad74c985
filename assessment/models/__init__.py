"""What is remembered."""

from assessment.models.analysis import AnalysisRun
from assessment.models.attempt import Attempt
from assessment.models.drafting import AdvicePiece, ContextQuestion, NotPublishable, Question, Section
from assessment.models.plan import Commitment
from assessment.models.questionnaire import Questionnaire, Status
from assessment.models.result import Result
from assessment.models.sharing import Share
from assessment.models.visitor import Visitor

__all__ = [
    "AdvicePiece",
    "AnalysisRun",
    "Attempt",
    "Commitment",
    "ContextQuestion",
    "NotPublishable",
    "Question",
    "Questionnaire",
    "Result",
    "Section",
    "Share",
    "Status",
    "Visitor",
]
