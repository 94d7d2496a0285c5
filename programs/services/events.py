"""Writing history: one event per verb, in the verb's own transaction."""

from programs.models import AccessRecord, Event, Participation, Person


def acting_person(by: Participation | Person | None) -> Person | None:
    """The person behind `by`; None stands for the system."""
    return by.person if isinstance(by, Participation) else by


def record_event(verb: str, subject, *, by: Participation | Person | None, program=None, **data) -> Event:
    """Write that `by` did `verb` to `subject`. `data` holds ids and states only, never words somebody wrote."""
    return Event.objects.create(
        verb=verb,
        program=program or getattr(subject, "program", None),
        actor=acting_person(by),
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        data=data,
    )


def record_events(verb: str, subjects, *, by: Participation | Person | None, program) -> None:
    """As `record_event`, for many (subject, data) of one program in one statement."""
    Event.objects.bulk_create(
        Event(
            verb=verb,
            program=program,
            actor=acting_person(by),
            subject_kind=subject._meta.label_lower,
            subject_id=subject.pk,
            data=data,
        )
        for subject, data in subjects
    )


def record_reading(subject, *, by: Participation, why: str) -> AccessRecord:
    """Write that `by` opened a sensitive record."""
    return AccessRecord.objects.create(
        program=by.program,
        reader=by.person,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        why=why,
    )
