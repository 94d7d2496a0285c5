"""What the database itself refuses to change, and the ages of consent to begin with."""

from django.db import migrations

CREATE = """
CREATE FUNCTION intake_version_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A published version of a questionnaire is never changed.' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER version_is_kept BEFORE UPDATE OF document, number, questionnaire_id, instrument, instrument_items
    ON intake_questionnaireversion FOR EACH ROW
    WHEN (OLD.document IS DISTINCT FROM NEW.document OR OLD.number IS DISTINCT FROM NEW.number
        OR OLD.questionnaire_id IS DISTINCT FROM NEW.questionnaire_id
        OR OLD.instrument IS DISTINCT FROM NEW.instrument
        OR OLD.instrument_items IS DISTINCT FROM NEW.instrument_items)
    EXECUTE FUNCTION intake_version_is_kept();

CREATE FUNCTION intake_anonymity_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM intake_surveyrequest WHERE plan_id = OLD.id) THEN
        RAISE EXCEPTION 'Somebody was promised that this survey is anonymous.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER anonymity_is_kept BEFORE UPDATE OF is_anonymous ON intake_surveyplan FOR EACH ROW
    WHEN (OLD.is_anonymous AND NOT NEW.is_anonymous) EXECUTE FUNCTION intake_anonymity_is_kept();
"""
DROP = """
DROP TRIGGER version_is_kept ON intake_questionnaireversion;
DROP FUNCTION intake_version_is_kept();
DROP TRIGGER anonymity_is_kept ON intake_surveyplan;
DROP FUNCTION intake_anonymity_is_kept();
"""
AGES = (
    ("CA-QC", 14, "RLRQ c. P-39.1, a. 4.1"),
    ("CA", 13, "OPC, PIPEDA"),
    ("FR", 15, "Loi Informatique et Libertés, art. 45"),
    ("US", 13, "COPPA, 16 CFR 312"),
    ("EU", 16, "GDPR, art. 8"),
)


def write_ages(apps, schema_editor):
    ages = apps.get_model("intake", "GuardianAge")
    ages.objects.bulk_create(
        [ages(jurisdiction=where, age=age, source=law) for where, age, law in AGES], ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_needs_surveys_scores")]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        migrations.RunPython(write_ages, migrations.RunPython.noop),
    ]
