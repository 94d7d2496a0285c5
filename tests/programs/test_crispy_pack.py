"""Our template pack answers every template name that crispy-forms can ask for, and draws fields our way."""

import ast
import re
from pathlib import Path

import crispy_forms
import pytest
from crispy_forms import bootstrap, layout
from crispy_forms.helper import FormHelper
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template
from django.template.loader import get_template

SOURCE = Path(crispy_forms.__file__).parent
HOME = Path(__file__).resolve().parents[2]
NAME = re.compile(r"^(?:%s|chairs)/([\w/.-]+\.html)$")


def names_in_crispy_source() -> set[str]:
    """Every "%s/….html" string of the installed package, read from its syntax trees."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and (match := NAME.match(node.value)):
                found.add(match.group(1))
    return found


class Story(forms.Form):
    use_required_attribute = False
    name = forms.CharField(label="Name", help_text="A nickname is enough.")
    more = forms.CharField(label="More", required=False, widget=forms.Textarea)
    mood = forms.ChoiceField(label="Mood", choices=[("calm", "Calm"), ("hard", "Hard")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label="Days",
        choices=[("tue", "Tuesday"), ("thu", "Thursday")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agree = forms.BooleanField(label="I agree")
    paper = forms.FileField(label="Paper", required=False)
    moment = forms.SplitDateTimeField(label="Moment", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(*parts, form=None, **context) -> str:
    helper = FormHelper()
    helper.layout = layout.Layout(*parts) if parts else None
    return render_crispy_form(form or Story(), helper, context)


def test_crispy_asks_for_names_we_know_about():
    assert len(names_in_crispy_source()) >= 25


@pytest.mark.parametrize("name", sorted(names_in_crispy_source()))
def test_the_pack_has_every_template(name):
    assert get_template(f"chairs/{name}")


LAYOUTS = {
    "Div": layout.Div("name", css_id="d"),
    "Row": layout.Row(layout.Column("name"), layout.Column("more")),
    "Fieldset": layout.Fieldset("You", "name"),
    "MultiField": layout.MultiField("You", "name", "mood"),
    "ButtonHolder": layout.ButtonHolder(layout.Submit("go", "Send"), layout.Reset("no", "Clear")),
    "Inputs": layout.Layout(layout.Button("b", "Push"), layout.Hidden("h", "1")),
    "HTML": layout.HTML("<p>Words</p>"),
    "Field": layout.Field("name", css_class="big", wrapper_class="around", data_x="1"),
    "Actions": bootstrap.FormActions(bootstrap.StrictButton("Send", css_class="button-primary", type="submit")),
    "InlineRadios": bootstrap.InlineRadios("mood"),
    "InlineCheckboxes": bootstrap.InlineCheckboxes("days"),
    "Prepended": bootstrap.PrependedText("name", "@"),
    "Appended": bootstrap.AppendedText("name", "km"),
    "Both": bootstrap.PrependedAppendedText("name", "@", "km"),
    "WithButtons": bootstrap.FieldWithButtons("name", bootstrap.StrictButton("Look")),
    "Tabs": bootstrap.TabHolder(bootstrap.Tab("One", "name"), bootstrap.Tab("Two", "mood")),
    "Accordion": bootstrap.Accordion(bootstrap.AccordionGroup("One", "name"), bootstrap.AccordionGroup("Two", "mood")),
    "Alert": bootstrap.Alert("Words"),
    "Uneditable": bootstrap.UneditableField("name"),
    "InlineField": bootstrap.InlineField("name"),
    "Modal": bootstrap.Modal("name", css_id="m", title="More"),
}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("data", [None, {}], ids=["empty", "with errors"])
def test_every_layout_object_draws(name, data):
    html = drawn(LAYOUTS[name], form=Story(data))
    assert "<form" in html
    assert "style=" not in html
    assert html.count("<fieldset") == html.count("</fieldset>")
    assert html.count("<div") == html.count("</div>")


def test_every_field_draws_without_a_layout_and_in_formsets():
    html = drawn()
    for name in Story.base_fields:
        assert f'name="{name}' in html
    formset = forms.formset_factory(Story, extra=2)()
    html = Template("{% load crispy_forms_tags %}{% crispy formset helper %}{{ formset|crispy }}").render(
        Context({"formset": formset, "helper": FormHelper()})
    )
    assert html.count('name="form-1-name"') == 2
    helper = FormHelper()
    helper.template = "chairs/table_inline_formset.html"
    assert '<table class="table-cards">' in render_crispy_form(formset, helper)


def test_label_hint_error_and_control_stand_in_this_order():
    html = drawn(layout.Field("name"), form=Story({}))
    body = html[html.index('<div class="field') :]
    places = [body.index(part) for part in ("<label", 'id="id_name_helptext"', 'id="id_name_error"', "<input")]
    assert places == sorted(places)
    assert 'aria-describedby="id_name_helptext id_name_error"' in body
    assert 'aria-invalid="true"' in body


def test_a_group_of_choices_is_a_fieldset_whose_error_is_linked():
    html = drawn(layout.Field("mood"), form=Story({}))
    assert 'id="id_mood_group"' in html
    assert 'aria-describedby="id_mood_error"' in html
    assert '<label for="id_mood_1">Hard</label>' in html
    assert 'href="#id_mood_0"' in html, "the summary leads to the first choice"


def test_what_was_chosen_stays_chosen():
    html = drawn(form=Story({"mood": "hard", "days": ["thu"]}))
    assert re.search(r'value="hard"[^>]*checked', html)
    assert re.search(r'value="thu"[^>]*checked', html)
    assert not re.search(r'value="tue"[^>]*checked', html)


def test_optional_is_said_once_and_never_on_a_group_of_ticks():
    assert "optional" in drawn(layout.Field("more"))
    for name in ("name", "days", "mood"):
        assert "optional" not in drawn(layout.Field(name))
    helper = FormHelper()
    helper.hide_optional = True
    assert "optional" not in render_crispy_form(Story(), helper)


def test_a_page_that_brings_the_summary_has_it_once():
    """`{{ form|crispy }}` draws the fields alone; `{% crispy form %}` brings the summary along."""
    page = '{% load crispy_forms_tags %}{% include "components/error_summary.html" %}{{ form|crispy }}'
    assert Template(page).render(Context({"form": Story({})})).count('class="error-summary"') == 1
    assert drawn(form=Story({})).count('class="error-summary"') == 1
    for template in (HOME / "templates").rglob("*.html"):
        source = template.read_text(encoding="utf-8")
        brings, draws = "components/error_summary.html" in source, "{% crispy " in source
        assert not (brings and draws), f"{template.name} shows what is missing twice"


def test_the_summary_takes_the_focus_and_is_absent_without_errors():
    html = drawn(form=Story({}))
    assert 'class="error-summary" role="alert" tabindex="-1" autofocus' in html
    assert 'href="#id_name"' in html
    assert "error-summary" not in drawn()


def test_what_people_typed_cannot_become_markup():
    html = drawn(form=Story({"name": "<script>x</script>", "mood": "<b>"}))
    assert "<script>" not in html
    assert "<b>" not in html


def test_a_code_field_is_big_and_brings_up_the_number_keys():
    class Door(forms.Form):
        code = forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}))

    html = drawn(form=Door())
    assert 'class="field code-field"' in html
    assert 'inputmode="numeric"' in html
