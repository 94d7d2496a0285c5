"""The index of the report on change also says which of two answers came first, so that it is read alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_hybrid_talks")]

    operations = [
        migrations.RemoveIndex(model_name="score", name="score_report"),
        migrations.AddIndex(
            model_name="score",
            index=models.Index(
                fields=["program", "code", "wave", "participation", "response"],
                include=["value"],
                name="score_report",
            ),
        ),
    ]
