"""Who leads a group: one of the program's facilitators who does not lead it yet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Membership
from programs.forms import ProgramModelForm
from programs.models import Role


class FacilitatorForm(ProgramModelForm):
    """`participation` comes narrowed to what the coordinator may see; here also to who can lead and does not."""

    class Meta:
        model = Membership
        fields = ["participation"]
        labels = {"participation": _("Who will lead this group?")}
        widgets = {"participation": forms.RadioSelect}
        error_messages = {"participation": {"required": _("Choose a person.")}}

    def __init__(self, *args, group: Group, **kwargs):
        super().__init__(*args, **kwargs)
        leads = group.memberships.facilitating().current().values("participation")
        field = self.fields["participation"]
        field.queryset = field.queryset.live().in_role(Role.FACILITATOR).exclude(pk__in=leads).select_related("person")
        field.to_field_name = "public_id"
        field.empty_label = None
