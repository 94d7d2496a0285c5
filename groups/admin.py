"""Groups in the administration: settings that are rarely touched, and rows to look at. Daily work happens on the desk.

Links, passwords, reasons and notes are not here. Members and meetings are changed by services only.
"""

from django.contrib import admin

from groups.models import Group, GroupKind, Meeting, Membership, Series
from programs.admin import ReadOnlyAdmin, ScopedAdmin, ScopedRelatedFilter


@admin.register(Group)
class GroupAdmin(ScopedAdmin):
    """Made on the desk; here the time zone can be set, and the kind of group."""

    fields = ["public_id", "program", "name_fr", "name_en", "kind", "admission", "language", "time_zone"]
    readonly_fields = ["public_id", "program"]
    list_display = ["name", "program", "kind", "capacity", "time_zone"]
    list_filter = ["kind", ("program", ScopedRelatedFilter)]
    list_select_related = ["program"]

    def get_readonly_fields(self, request, obj=None):
        """Meetings that are planned stand at their hour already: another zone would only say it wrongly."""
        planned = obj is not None and obj.meetings.exists()
        return [*super().get_readonly_fields(request, obj), *(["time_zone"] if planned else [])]

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(kind__in=GroupKind.SEALED)

    def has_add_permission(self, request):
        return False


class UnsealedAdmin(ReadOnlyAdmin):
    """Rows of a group, but of groups whose existence is for those who are in them."""

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(group__kind__in=GroupKind.SEALED)


@admin.register(Membership)
class MembershipAdmin(UnsealedAdmin):
    fields = ["public_id", "group", "participation", "role", "state", "since"]
    list_display = ["public_id", "group", "role", "state", "since"]
    list_filter = ["role", "state"]
    list_select_related = ["group"]


@admin.register(Series)
class SeriesAdmin(UnsealedAdmin):
    fields = ["public_id", "group", "rule", "starts_on", "starts_at_local", "minutes", "time_zone", "until", "ended_at"]
    list_display = ["group", "rule", "starts_on", "starts_at_local", "time_zone", "ended_at"]
    list_select_related = ["group"]


@admin.register(Meeting)
class MeetingAdmin(UnsealedAdmin):
    fields = ["public_id", "group", "series", "original_start", "starts_at", "ends_at", "state", "sequence"]
    list_display = ["group", "starts_at", "ends_at", "state", "sequence"]
    list_filter = ["state"]
    list_select_related = ["group"]
    date_hierarchy = "starts_at"
