"""The desk no longer knows tasks about a worry."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0013_worries_are_cases"),
    ]

    operations = [
        migrations.AlterField(
            model_name="task",
            name="kind",
            field=models.CharField(
                choices=[
                    ("follow_up", "Follow up"),
                    ("delivery", "A message could not be delivered"),
                    ("absences", "Somebody was away twice in a row"),
                    ("conflict", "A conflict was mentioned"),
                    ("cover", "A stand-in is needed"),
                    ("few_people", "Few people are coming"),
                    ("second_lead", "A second facilitator is needed"),
                    ("removal", "Take somebody out of a WhatsApp group"),
                    ("apart", "Somebody asks to be kept apart"),
                    ("pair_change", "Somebody asks for a change in a pair"),
                    ("pair_cover", "A peer is away: look after their pairs"),
                    ("pair_contact", "Ask how a pair is going"),
                    ("correction", "Somebody asks for a correction in a log"),
                    ("supervision", "A supervision is overdue"),
                    ("expiry", "A check or a certificate runs out"),
                    ("role_change", "Somebody would like to support others"),
                    ("debrief", "A peer had hard sessions in a row"),
                ],
                max_length=20,
            ),
        ),
    ]
