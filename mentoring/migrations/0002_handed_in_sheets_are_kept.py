"""A sheet that was handed in stays as it was: the database refuses to change it, its marks, or to take either away.

Only the erasure of a person may, which says so in its own transaction: SET LOCAL peersupport.erasing = 'on'.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION mentoring_sheet_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('peersupport.erasing', true) = 'on' THEN
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A sheet that was handed in is never changed.' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER sheet_is_kept BEFORE UPDATE ON mentoring_reviewsheet FOR EACH ROW
    WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION mentoring_sheet_is_kept();
CREATE TRIGGER sheet_is_not_taken_away BEFORE DELETE ON mentoring_reviewsheet FOR EACH ROW
    WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION mentoring_sheet_is_kept();

CREATE FUNCTION mentoring_mark_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('peersupport.erasing', true) IS DISTINCT FROM 'on' AND EXISTS (
        SELECT FROM mentoring_reviewsheet sheet
        WHERE sheet.submitted_at IS NOT NULL
          AND (TG_OP <> 'INSERT' AND sheet.id = OLD.sheet_id OR TG_OP <> 'DELETE' AND sheet.id = NEW.sheet_id)
    ) THEN
        RAISE EXCEPTION 'A sheet that was handed in is never changed.' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mark_is_kept BEFORE INSERT OR UPDATE OR DELETE ON mentoring_mark FOR EACH ROW
    EXECUTE FUNCTION mentoring_mark_is_kept();
"""
DROP = """
DROP TRIGGER mark_is_kept ON mentoring_mark;
DROP FUNCTION mentoring_mark_is_kept();
DROP TRIGGER sheet_is_not_taken_away ON mentoring_reviewsheet;
DROP TRIGGER sheet_is_kept ON mentoring_reviewsheet;
DROP FUNCTION mentoring_sheet_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0001_first_nouns")]

    operations = [migrations.RunSQL(CREATE, DROP)]
