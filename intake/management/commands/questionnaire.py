"""`manage.py questionnaire import|export|score`: questionnaires and answers as files, for those who run the site.

Ends with 0 and a line that says what was done, or with 2 and the reason on the error stream.
"""

import json
import stat
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, OperationalError, ProgrammingError, transaction
from django.utils import translation

from intake.exports import questionnaire_file
from intake.models import Questionnaire
from intake.questionnaires.attaching import attached
from intake.questionnaires.document import Form
from intake.questionnaires.errors import Imported, Refused
from intake.questionnaires.fhir_export import as_text
from intake.questionnaires.files import LARGEST, read_file, title_of
from intake.questionnaires.instruments import INSTRUMENTS
from intake.questionnaires.json_reading import read_json
from intake.questionnaires.responses import read_response
from intake.questionnaires.score_lines import score_lines
from intake.services.questionnaires import create_questionnaire, publish_draft
from programs.errors import DomainError
from programs.models import Program

REFUSED = 2


class Command(BaseCommand):
    help = "Brings questionnaires in (FHIR R4 or XLSForm), gives them out (FHIR R4), and scores answers."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        taken = verbs.add_parser("import", help="make a questionnaire of a file: FHIR R4 in JSON, or XLSForm in .xlsx")
        taken.add_argument("file")
        taken.add_argument("--dry-run", action="store_true", help="only say what would come of it")
        taken.add_argument("--details", action="store_true", help="say line by line what is left out")
        taken.add_argument("--program", metavar="SLUG", help="for this program; without it, on the shelf of the site")
        taken.add_argument("--publish", action="store_true", help="publish it at once instead of leaving a draft")
        given = verbs.add_parser("export", help="write a questionnaire as FHIR R4 to the standard output")
        given.add_argument("public_id")
        scored = verbs.add_parser("score", help="score a QuestionnaireResponse, and check the totals that it brings")
        scored.add_argument("response")
        scored.add_argument("--questionnaire", required=True, metavar="FILE")
        scored.add_argument(
            "--instrument",
            choices=sorted(INSTRUMENTS),
            help="score it as this instrument; default: the one the file names",
        )

    def handle(self, *, verb: str, **options) -> None:
        with translation.override("en"):  # like all that our commands say
            try:
                {"import": self.take_in, "export": self.give_out, "score": self.score}[verb](options)
            except (Refused, DomainError) as refusal:
                raise CommandError(str(refusal), returncode=REFUSED) from refusal
            except (OperationalError, ProgrammingError) as error:
                message = f"The database cannot be used; has “manage.py migrate” been run? ({type(error).__name__})"
                raise CommandError(message, returncode=REFUSED) from error
            except DatabaseError as error:
                raise CommandError(f"The database refused it ({type(error).__name__}).", returncode=REFUSED) from error

    def take_in(self, options: dict) -> None:
        imported = read_file(content_of(options["file"]))
        name = title_of(imported.document, printable(Path(options["file"]).stem))
        for part in imported.ignored if options["details"] else ():
            self.say(f"left out: {printable(str(part))}")
        if options["dry_run"]:
            self.say(f"This would come in: {summary(name, imported)}. Nothing was written.")
            return
        with transaction.atomic():
            program = program_named(options["program"])
            questionnaire = create_questionnaire(program, name=name, by=None, document=imported.document)
            if options["publish"]:
                publish_draft(questionnaire, by=None)
        done = "published" if options["publish"] else "a draft"
        where = f"in {program}" if program else "on the shelf"
        self.say(f"Brought in: {summary(name, imported)}. It is {done} {where}: {questionnaire.public_id}")

    def give_out(self, options: dict) -> None:
        public_id = options["public_id"].replace("\0", "")
        questionnaire = Questionnaire.objects.filter(public_id=public_id).first()
        found = questionnaire_file(questionnaire) if questionnaire else None
        if found is None:
            raise Refused(f"There is no questionnaire {printable(public_id)}.")
        self.say(as_text(found))

    def score(self, options: dict) -> None:
        form = Form(read_file(content_of(options["questionnaire"])).document)
        code, order = attached(form.document)
        if options["instrument"] not in (None, code):
            code, order = options["instrument"], []
        response = read_json(content_of(options["response"]))
        if not isinstance(response, dict) or response.get("resourceType") != "QuestionnaireResponse":
            raise Refused("The file with the answers is not a FHIR QuestionnaireResponse.")
        found = read_response(form, response)
        for line in score_lines(form, found.answers, instrument=INSTRUMENTS.get(code), order=order):
            self.say(line)
        if found.ignored:
            places = ", ".join(dict.fromkeys(printable(part.place) for part in found.ignored[:20]))
            self.say(f"Not used, because it does not fit the questionnaire: {places}")

    def say(self, text: str) -> None:
        """Whatever the terminal can show: what it cannot is written as a code, never an error."""
        encoding = getattr(self.stdout, "encoding", None) or "utf-8"
        self.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


def content_of(name: str) -> bytes:
    """The bytes of a file; LARGEST and one more at most, so that nobody reads a disk into memory."""
    shown = printable(name) or "without a name"
    try:
        path = Path(name)
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(f"{shown} is not a file.")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise Refused(f"There is no file {shown}.") from error
    except (OSError, ValueError) as error:
        raise Refused(f"{shown} cannot be read ({type(error).__name__}).") from error


def program_named(slug: str | None) -> Program | None:
    if slug is None:
        return None
    program = Program.objects.filter(slug=slug.replace("\0", "")).first()
    if program is None:
        raise Refused(f"There is no program {printable(slug)}.")
    return program


def summary(name: str, imported: Imported) -> str:
    form = Form(imported.document)
    languages = ", ".join(form.languages()) or "not named"
    left_out = f"{len(imported.ignored)} left out" if imported.ignored else "nothing left out"
    return f"{json.dumps(name, ensure_ascii=False)}, {len(form.questions)} questions, languages {languages}, {left_out}"


def printable(text: str) -> str:
    """A name on one line that can be encoded, whatever bytes it came from."""
    shown = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in shown).split())[:200]
