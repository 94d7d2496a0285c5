"""The ground's nouns, one idea per file."""

from programs.models.consent import Consent, ConsentText, Method, Purpose, Withdrawal
from programs.models.crisis_line import CrisisLine
from programs.models.duty import CaseAlert, ChainLink, DutyTurn, SafetyRules
from programs.models.history import AccessRecord, Event
from programs.models.job import Job, JobState
from programs.models.notice import Channel, Notice, NoticeState
from programs.models.opening import Opening
from programs.models.participation import DayPart, Participation, ParticipationState, Profile, Role, slot
from programs.models.person import Language, Person, normalise_email
from programs.models.program import Format, Jurisdiction, Mode, Program, ProgramState, Rhythm, SupportModel
from programs.models.rules import Acceptance, GroundRules
from programs.models.safety import CaseOrigin, CaseOutcome, CaseState, CaseStep, Grade, SafetyCase
from programs.models.task import Completion, Task, TaskKind
from programs.models.tie import Tie, TieKind
from programs.models.topic import Topic

__all__ = [
    "Acceptance",
    "AccessRecord",
    "CaseAlert",
    "CaseOrigin",
    "CaseOutcome",
    "CaseState",
    "CaseStep",
    "ChainLink",
    "Channel",
    "Completion",
    "Consent",
    "ConsentText",
    "CrisisLine",
    "DayPart",
    "DutyTurn",
    "Event",
    "Format",
    "Grade",
    "GroundRules",
    "Job",
    "JobState",
    "Jurisdiction",
    "Language",
    "Method",
    "Mode",
    "Notice",
    "NoticeState",
    "Opening",
    "Participation",
    "ParticipationState",
    "Person",
    "Profile",
    "Program",
    "ProgramState",
    "Purpose",
    "Rhythm",
    "Role",
    "SafetyCase",
    "SafetyRules",
    "SupportModel",
    "Task",
    "TaskKind",
    "Tie",
    "TieKind",
    "Topic",
    "Withdrawal",
    "normalise_email",
    "slot",
]
