"""What was done about a case is only ever added to: the database itself refuses to change or delete a step."""

from django.db import migrations

CREATE = """
CREATE FUNCTION programs_case_step_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was done about a case is never changed.' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER case_step_is_kept BEFORE UPDATE OR DELETE ON programs_casestep
    FOR EACH ROW EXECUTE FUNCTION programs_case_step_is_kept();
"""
DROP = """
DROP TRIGGER case_step_is_kept ON programs_casestep;
DROP FUNCTION programs_case_step_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("programs", "0006_safety_and_jobs")]

    operations = [migrations.RunSQL(CREATE, DROP)]
