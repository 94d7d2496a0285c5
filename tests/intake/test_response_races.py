"""Several tabs at once: nothing lost, nothing doubled."""

from intake.models import Response, Score
from intake.services.responses import save_page, start_response, submit_response
from programs.models import SafetyCase
from tests.intake.answered import make_version
from tests.intake.asking import begun
from tests.intake.questionnaires.making import choice
from tests.intake.test_decisions import side_by_side
from tests.make import make_program


def saved(response, **answers):
    return save_page(response, answers=answers, link_ids=list(answers))


def test_two_tabs_at_once_keep_both_pages_and_open_one_case(committed_db):
    program = make_program()
    pk = start_response(make_version(program), program=program, language="en", assessment=begun(program)).pk
    tabs = [Response.objects.get(pk=pk) for _tab in range(4)]
    pages = [{"crisis": [True]}, {"goal": ["To sleep"]}, {"mood": ["b"]}, {"crisis": [True]}]
    results = side_by_side(
        *(lambda tab=tab, page=page: saved(tab, **page) for tab, page in zip(tabs, pages, strict=True))
    )
    assert not [result for result in results if isinstance(result, Exception)]
    assert Response.objects.get().answers == {"crisis": [True], "goal": ["To sleep"], "mood": ["b"]}
    assert SafetyCase.objects.count() == 1


def test_pressing_send_twice_at_once_scores_once(committed_db):
    program = make_program()
    version = make_version(program, choice("a"), *[choice(f"i{n}") for n in range(8)], instrument="phq-9")
    pk = start_response(version, program=program, language="en").pk
    results = side_by_side(*(lambda: submit_response(Response.objects.get(pk=pk)) for _press in range(3)))
    assert {result.submitted_at for result in results} == {Response.objects.get().submitted_at}
    assert Score.objects.count() == 1


def test_two_requests_at_once_begin_one_set_of_answers(committed_db):
    program = make_program()
    draft, version = begun(program), make_version(program)

    def start():
        return start_response(version, program=program, language="en", assessment=draft).pk

    assert len(set(side_by_side(start, start, start))) == 1
