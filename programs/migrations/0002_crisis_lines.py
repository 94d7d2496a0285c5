"""The help lines a new site starts with. A coordinator checks them and changes the date beside each."""

import datetime

from django.db import migrations

CHECKED = datetime.date(2026, 11, 1)

# jurisdiction, number, emergency?, name (fr, en), when to call (fr, en); in the order people see them
LINES = [
    ("CA-QC", "1 866 277-3553", False, "Ligne québécoise de prévention du suicide", "Quebec suicide prevention line",
     "Jour et nuit, si vous pensez au suicide ou si vous craignez pour un proche",
     "Day and night, if you think of suicide or fear for someone close"),
    ("CA-QC", "811", False, "Info-Social 811", "Info-Social 811",
     "Option 2, pour parler à une personne professionnelle", "Option 2, to talk to a professional"),
    ("CA-QC", "911", True, "Urgences", "Emergency services", "En cas de danger immédiat", "If there is danger right now"),
    ("CA", "9-8-8", False, "Ligne d’aide en cas de crise de suicide", "Suicide Crisis Helpline",
     "Jour et nuit, par téléphone ou par texto", "Day and night, by phone or text"),
    ("CA", "911", True, "Urgences", "Emergency services", "En cas de danger immédiat", "If there is danger right now"),
    ("FR", "3114", False, "Numéro national de prévention du suicide", "National suicide prevention number",
     "Jour et nuit, appel gratuit", "Day and night, free call"),
    ("FR", "15", True, "SAMU", "Medical emergencies", "En cas de danger immédiat", "If there is danger right now"),
    ("FR", "114", True, "Urgences par SMS", "Emergencies by text message",
     "Si vous ne pouvez pas parler ou entendre", "If you cannot speak or hear"),
    ("US", "988", False, "Ligne de crise et de prévention du suicide", "Suicide and Crisis Lifeline",
     "Jour et nuit, par téléphone ou par texto", "Day and night, by phone or text"),
    ("US", "911", True, "Urgences", "Emergency services", "En cas de danger immédiat", "If there is danger right now"),
    ("EU", "112", True, "Urgences", "Emergency services", "En cas de danger immédiat", "If there is danger right now"),
]  # fmt: skip


def add_lines(apps, schema_editor):
    crisis_line = apps.get_model("programs", "CrisisLine")
    crisis_line.objects.bulk_create(
        crisis_line(
            jurisdiction=jurisdiction,
            position=position,
            number=number,
            is_emergency=is_emergency,
            name=name_fr,
            name_fr=name_fr,
            name_en=name_en,
            note=note_fr,
            note_fr=note_fr,
            note_en=note_en,
            reviewed_on=CHECKED,
        )
        for position, (jurisdiction, number, is_emergency, name_fr, name_en, note_fr, note_en) in enumerate(LINES)
    )


def remove_lines(apps, schema_editor):
    apps.get_model("programs", "CrisisLine").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_first_nouns")]

    operations = [migrations.RunPython(add_lines, remove_lines)]
