"""The base of every model form: its choices are narrowed to what the acting participation may see."""

from crispy_forms.helper import FormHelper
from django import forms


class CalmForm(forms.Form):
    """A plain form in our look: no browser pop-ups, the summary of errors is ours."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        for field in self.fields.values():
            # A browser cuts what is pasted there and says nothing; we keep it all and say that it is too long.
            field.widget.attrs.pop("maxlength", None)


class ProgramModelForm(forms.ModelForm):
    """A `ModelForm` offers *all* rows of a foreign key, silently. This one offers what `participation` may see."""

    use_required_attribute = False

    def __init__(self, *args, participation, **kwargs):
        self.participation = participation
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            queryset = getattr(field, "queryset", None)
            if queryset is not None and hasattr(queryset, "visible_to"):
                field.queryset = queryset.visible_to(participation)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
