"""A worry opens a safety case since 0006: tasks of the old kind become urgent follow-ups, their messages are void."""

from django.db import migrations


def no_longer_tasks(apps, schema_editor):
    apps.get_model("programs", "Task").objects.filter(kind="concern").update(kind="follow_up", is_urgent=True)
    notices = apps.get_model("programs", "Notice").objects.filter(kind="concern_raised")
    notices.filter(state__in=["owed", "claimed", "sending"]).update(state="cancelled")


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0012_chain_of_safety_cases"),
    ]

    operations = [migrations.RunPython(no_longer_tasks, migrations.RunPython.noop)]
