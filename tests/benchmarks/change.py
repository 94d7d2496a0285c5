"""The report on change: from stored scores to its figures, against the plain SQL aggregate and against an ORM loop.

The plain aggregate is what PostgreSQL itself can say of the pairs of those who agreed: numbers, averages, spreads. The
report adds all other waves, categories, dropout, and the last scores carried forward.
"""

import statistics
import time
from statistics import median

from django.db import connection
from django.utils import translation

from intake.models import Questionnaire, QuestionnaireVersion, Score
from intake.outcomes import AGREED, SCORES, facts_of, wave_scores
from peersupport.report.change.page import change_page
from programs.models import Consent, ConsentText, Program, Purpose
from tests.benchmarks import benchmark_database
from tests.make import make_person, make_program

WAVES = (0, 30, 60, 90)
CODE = "phq-9"
ROUNDS = 7
AGGREGATE = f"""
    SELECT count(*), avg(first.value), stddev_samp(first.value), avg(last.value), stddev_samp(last.value),
        avg(last.value - first.value), stddev_samp(last.value - first.value)
    FROM intake_score first JOIN intake_score last ON last.participation_id = first.participation_id
        AND last.program_id = first.program_id AND last.code = first.code AND last.wave = 90
    WHERE first.program_id = %(program)s AND first.code = %(code)s AND first.wave = 0
        AND first.participation_id IN (SELECT id FROM ({AGREED}) agreed)
"""  # noqa: S608 (our own text)
PEOPLE = """
    INSERT INTO programs_participation (public_id, program_id, person_id, role, state, since, updated_at)
    SELECT 'p' || n || '-' || %(program)s, %(program)s, %(person)s + n, 'participant', 'active', now(), now()
    FROM generate_series(1, %(people)s) n
"""
CONSENTS = """
    INSERT INTO programs_consent (program_id, person_id, text_id, language, method, given_by_id, given_at)
    SELECT %(program)s, person_id, %(text)s, 'en', 'online', person_id, now()
    FROM programs_participation WHERE program_id = %(program)s
"""
RESPONSES = """
    INSERT INTO intake_response (public_id, program_id, version_id, participation_id, source, language, answers,
        declined, wave, started_at, updated_at, submitted_at)
    SELECT 'r' || wave || '-' || part.id, part.program_id, %(version)s, part.id, 'questionnaire', 'en', '{}', '{}',
        wave, now(), now(), now()
    FROM programs_participation part CROSS JOIN unnest(%(waves)s) wave
    WHERE part.program_id = %(program)s AND (wave = 0 OR (part.id * 7 + wave) %% 10 < 8)
"""
STORED = """
    INSERT INTO intake_score (program_id, response_id, participation_id, code, wave, value, reason)
    SELECT program_id, id, participation_id, %(code)s, wave, floor(random() * 20) + (90 - wave) / 15, ''
    FROM intake_response WHERE program_id = %(program)s
"""


def fill(answers: int) -> Program:
    """A program with about so many scores, of people who all agreed."""
    program = make_program(small_cell=5)
    text = ConsentText.objects.create(program=program, purpose=Purpose.RESEARCH, body_en="…", body_fr="…")
    questionnaire = Questionnaire.objects.create(program=program, name="Mood")
    version = QuestionnaireVersion.objects.create(
        program=program, questionnaire=questionnaire, number=1, document={"item": []}, instrument=CODE
    )
    people = int(answers / (1 + 0.8 * (len(WAVES) - 1)))
    person = make_person()
    facts = {
        "program": program.pk,
        "text": text.pk,
        "version": version.pk,
        "waves": list(WAVES),
        "code": CODE,
        "people": people,
        "person": person.pk,
    }
    with connection.cursor() as cursor:
        copy_person(cursor, person.pk, people)
        for statement in (PEOPLE, CONSENTS, RESPONSES, STORED):
            cursor.execute(statement, facts)
        cursor.execute("VACUUM (ANALYZE)")
    return program


def copy_person(cursor, key: int, people: int) -> None:
    """So many people like this one."""
    cursor.execute(
        "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns "
        "WHERE table_name = 'programs_person' AND column_name NOT IN ('id', 'email', 'public_id')"
    )
    ((columns,),) = cursor.fetchall()
    cursor.execute(
        f"INSERT INTO programs_person (id, email, public_id, {columns}) "  # noqa: S608
        f"SELECT id + n, n || email, n || public_id, {columns} "
        "FROM programs_person CROSS JOIN generate_series(1, %s) n WHERE id = %s",
        [people, key],
    )


def by_aggregate(program: Program) -> list:
    with connection.cursor() as cursor:
        cursor.execute(AGGREGATE, facts_of(program) | {"code": CODE})
        return cursor.fetchall()


def by_loop(program: Program) -> tuple:
    """What one would write first: score by score, person by person."""
    agreed = set(
        Consent.objects.standing()
        .filter(program=program, text__purpose=Purpose.RESEARCH)
        .values_list("person", flat=True)
    )
    pairs: dict[int, dict[int, float]] = {}
    for score in Score.objects.filter(program=program, code=CODE).select_related("participation"):
        if score.participation.person_id in agreed:
            pairs.setdefault(score.participation_id, {})[score.wave] = score.value
    both = [(one[0], one[90]) for one in pairs.values() if 0 in one and 90 in one]
    changes = [after - before for before, after in both]
    return statistics.fmean(changes), statistics.stdev(changes)


def by_report(program: Program) -> None:
    change_page(program, CODE, "90")


def by_pass(program: Program) -> None:
    wave_scores(program, CODE)


def seconds(way, program: Program) -> float:
    started = time.perf_counter()
    way(program)
    return time.perf_counter() - started


def how_it_is_read(program: Program) -> str:
    """The line of the plan that reads the scores, and how often it had to look into the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN (ANALYZE, BUFFERS) " + SCORES.format(agreed=AGREED, narrowed=""),
            facts_of(program) | {"code": CODE},
        )
        lines = [line.strip() for (line,) in cursor.fetchall()]
    found = next(place for place, line in enumerate(lines) if "intake_score" in line)
    fetches = next(line for line in lines[found:] if line.startswith("Heap Fetches"))
    return f"{lines[found].split('  (')[0].removeprefix('->').strip()}; {fetches}"


def compare(answers: int) -> None:
    program = fill(answers)
    loops = 1 if answers > 200_000 else ROUNDS
    print(f"read by: {how_it_is_read(program)}", flush=True)
    for way in (by_aggregate, by_pass, by_report):
        way(program)
    plain, one_pass, report = ([] for _ in range(3))
    for _ in range(ROUNDS):  # what is compared runs side by side: whatever else the machine does slows them all
        plain.append(seconds(by_aggregate, program))
        one_pass.append(seconds(by_pass, program) / plain[-1])
        report.append(seconds(by_report, program) / plain[-1])
    loop = median(seconds(by_loop, program) for _ in range(loops))
    print(f"{answers} scores: the plain SQL aggregate takes {median(plain):.3f} s", flush=True)
    print(f"scores of all waves as arrays: {median(one_pass):.2f} times the aggregate", flush=True)
    print(f"whole report on one score: {median(report):.2f} times the aggregate", flush=True)
    print(f"ORM loop: {loop / median(plain) / median(report):.1f} times the whole report", flush=True)


def main(answers: int = 100_000) -> None:
    with benchmark_database(), translation.override("en"):
        compare(answers)
