"""A safety case can come out of a report."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0014_worries_are_no_tasks"),
    ]

    operations = [
        migrations.AlterField(
            model_name="safetycase",
            name="origin",
            field=models.CharField(
                choices=[
                    ("risk_answer", "An answer that worries"),
                    ("concern", "A worry of somebody in the team"),
                    ("button", "Somebody asked for help"),
                    ("conflict", "A report about something that went wrong"),
                    ("check_out", "Nobody said they were out of a meeting"),
                ],
                max_length=12,
            ),
        ),
    ]
