"""The administration's tables: set-up and what is rarely looked at. Daily work happens on the desk.

Free text that people wrote (notes, messages, reasons) is not here. Rows and choices are those of the programs one runs.
"""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.admin_scope import scoped_to
from programs.models import (
    AccessRecord,
    ConsentText,
    CrisisLine,
    Event,
    GroundRules,
    Job,
    Notice,
    Participation,
    Person,
    Program,
    Topic,
)
from programs.services.texts import is_in_use


class ScopedRelatedFilter(admin.RelatedFieldListFilter):
    """A filter by a related row offers those rows only that the person may see."""

    def field_choices(self, field, request, model_admin):
        related = model_admin.admin_site.get_model_admin(field.related_model)
        return [(row.pk, str(row)) for row in related.get_queryset(request)]


# What Django's filters put into an address behind the name of a column.
FILTERED_BY = {"", "exact", "in", "isnull", "id__exact", "pk__exact"}


class ScopedAdmin(admin.ModelAdmin):
    """Rows, choices and filters are those of the programs one runs. Nothing is deleted here."""

    scope: str | None = "program"
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request):
        return scoped_to(request.user, super().get_queryset(request), path=self.scope)

    def _choices(self, db_field, request):
        related = self.admin_site.get_model_admin(db_field.related_model)
        return related.get_queryset(request)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, queryset=self._choices(db_field, request), **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, queryset=self._choices(db_field, request), **kwargs)

    def lookup_allowed(self, lookup, value, request):
        """Only the filters shown: an address could otherwise guess, letter by letter, what no list shows."""
        shown = {entry if isinstance(entry, str) else entry[0] for entry in self.get_list_filter(request)}
        field, _, how = lookup.partition("__")
        return field in shown and how in FILTERED_BY

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnlyAdmin(ScopedAdmin):
    """Written by services only."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Topic)
class TopicAdmin(ScopedAdmin):
    scope = None
    fields = ["slug", "name_fr", "name_en"]
    list_display = ["slug", "name_fr", "name_en"]


@admin.register(CrisisLine)
class CrisisLineAdmin(ScopedAdmin):
    """Numbers that save lives: each is checked twice a year."""

    scope = None
    fields = [
        "jurisdiction",
        "position",
        "name_fr",
        "name_en",
        "number",
        "note_fr",
        "note_en",
        "is_emergency",
        "reviewed_on",
    ]
    list_display = ["name", "number", "jurisdiction", "position", "reviewed_on", "is_fresh"]
    list_filter = ["jurisdiction"]

    @admin.display(description=_("checked in the last six months"), boolean=True)
    def is_fresh(self, line) -> bool:
        return not line.needs_review(timezone.localdate())

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


@admin.register(Program)
class ProgramAdmin(ScopedAdmin):
    """Created and published on the desk; here are the settings that are rarely touched."""

    scope = "pk"
    fields = [
        "public_id",
        "state",
        "slug",
        "is_public",
        "topics",
        "time_zone",
        "jurisdiction",
        "promise_days",
        "link_minutes_before",
        "small_cell",
        "log_editable_hours",
    ]
    readonly_fields = ["public_id", "state"]
    list_display = ["name", "state", "jurisdiction", "created_at"]
    list_filter = ["state", "jurisdiction"]
    search_fields = ["name_fr", "name_en", "slug"]

    def has_add_permission(self, request):
        return False


@admin.register(GroundRules)
class GroundRulesAdmin(ScopedAdmin):
    """A published version stays as it was; the next one is written on the desk."""

    fields = ["program", "version", "body_fr", "body_en", "published_at"]
    readonly_fields = ["program", "version", "published_at"]
    list_display = ["program", "version", "published_at"]
    list_filter = [("program", ScopedRelatedFilter)]
    list_select_related = ["program"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.published_at is None)


@admin.register(ConsentText)
class ConsentTextAdmin(ScopedAdmin):
    """A text that somebody may have agreed to stays word for word."""

    fields = ["program", "purpose", "version", "body_fr", "body_en", "limits_fr", "limits_en"]
    readonly_fields = ["program", "purpose", "version"]
    list_display = ["program", "purpose", "version"]
    list_filter = ["purpose", ("program", ScopedRelatedFilter)]
    list_select_related = ["program"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or not is_in_use(obj))


@admin.register(Person)
class PersonAdmin(ScopedAdmin):
    """No password, no legal name, no phone. Rights, and the address one signs in with, only by who runs the site."""

    scope = "participations__program"
    fields = [
        "public_id",
        "display_name",
        "email",
        "language",
        "time_zone",
        "is_active",
        "may_create_programs",
        "is_staff",
        "is_superuser",
        "groups",
        "date_joined",
    ]
    readonly_fields = ["public_id", "date_joined"]
    only_by_site = ["email", "is_active", "may_create_programs", "is_staff", "is_superuser", "groups"]
    filter_horizontal = ["groups"]
    list_display = ["public_id", "display_name", "language", "is_active", "is_staff", "may_create_programs"]
    list_filter = ["is_staff", "is_active", "may_create_programs", "language"]
    search_fields = ["display_name", "public_id", "=email"]

    def get_readonly_fields(self, request, obj=None):
        more = [] if request.user.is_superuser else self.only_by_site
        return [*super().get_readonly_fields(request, obj), *more]

    def has_add_permission(self, request):
        return request.user.is_superuser

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)


@admin.register(Participation)
class ParticipationAdmin(ReadOnlyAdmin):
    fields = ["public_id", "program", "person", "role", "state", "since"]
    list_display = ["person", "program", "role", "state", "since"]
    list_filter = ["role", "state", ("program", ScopedRelatedFilter)]
    list_select_related = ["program", "person"]


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    """Deliveries: which message, to whom (by public id), in which state. What it says is nowhere kept."""

    fields = ["kind", "program", "who", "state", "due_at", "expires_at", "attempts", "failure", "finished_at"]
    list_display = ["kind", "program", "who", "state", "due_at", "attempts", "failure"]
    list_filter = ["state", "kind", ("program", ScopedRelatedFilter)]
    list_select_related = ["program", "recipient"]
    ordering = ["-due_at"]

    def get_queryset(self, request):  # who is part of a conflict must not learn here that it was told
        return super().get_queryset(request).exclude(kind__startswith="report_")

    @admin.display(description=_("recipient"))
    def who(self, notice) -> str:
        return notice.recipient.public_id


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """History: who did what, when. Ids and states, no words."""

    fields = ["at", "verb", "program", "who", "subject_kind", "subject_id", "data"]
    list_display = ["at", "verb", "program", "who", "subject_kind", "subject_id"]
    list_filter = ["verb", ("program", ScopedRelatedFilter)]
    list_select_related = ["program", "actor"]
    ordering = ["-at"]

    def get_queryset(self, request):
        """Without what is sealed: who is still to judge somebody must not learn here that others have."""
        return super().get_queryset(request).exclude(data__has_key="sealed")

    @admin.display(description=_("by"), empty_value=_("the system"))
    def who(self, event) -> str | None:
        return event.actor.public_id if event.actor else None


@admin.register(AccessRecord)
class AccessRecordAdmin(ReadOnlyAdmin):
    """Who opened which sensitive record, when, why."""

    fields = ["at", "program", "who", "subject_kind", "subject_id", "why"]
    list_display = ["at", "program", "who", "subject_kind", "subject_id", "why"]
    list_filter = [("program", ScopedRelatedFilter)]
    list_select_related = ["program", "reader"]
    ordering = ["-at"]

    def get_queryset(self, request):  # who is part of a conflict must not learn here that it was told
        return super().get_queryset(request).exclude(subject_kind__in=["groups.conflict", "groups.mediation"])

    @admin.display(description=_("by"))
    def who(self, record) -> str:
        return record.reader.public_id


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """Long work, how far it is, how it ended; not the file that somebody uploaded."""

    fields = [
        "created_at", "kind", "program", "who", "state", "step", "steps", "tries", "beat_at", "finished_at", "reason",
    ]  # fmt: skip
    list_display = ["created_at", "kind", "program", "who", "state", "tries", "finished_at"]
    list_filter = ["kind", "state", ("program", ScopedRelatedFilter)]
    list_select_related = ["program", "by"]
    ordering = ["-created_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("file")

    @admin.display(description=_("by"), empty_value=_("the system"))
    def who(self, job) -> str | None:
        return job.by.public_id if job.by else None
