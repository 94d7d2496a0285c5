"""Anonymous and named answers never meet: the database refuses to lay the one among the other."""

from django.db import migrations

CREATE = """
CREATE FUNCTION intake_no_name_on_anonymous() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM intake_surveyrequest request JOIN intake_surveyplan plan ON plan.id = request.plan_id
        WHERE request.id = NEW.request_id AND plan.is_anonymous
    ) THEN
        RAISE EXCEPTION 'An anonymous survey keeps no answers beside a person.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_name_on_anonymous BEFORE INSERT OR UPDATE OF request_id ON intake_response FOR EACH ROW
    WHEN (NEW.request_id IS NOT NULL) EXECUTE FUNCTION intake_no_name_on_anonymous();

CREATE FUNCTION intake_names_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM intake_response answered JOIN intake_surveyrequest request ON request.id = answered.request_id
        WHERE request.plan_id = OLD.id
    ) THEN
        RAISE EXCEPTION 'Somebody has answered this survey under their name.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER names_are_kept BEFORE UPDATE OF is_anonymous ON intake_surveyplan FOR EACH ROW
    WHEN (NEW.is_anonymous AND NOT OLD.is_anonymous) EXECUTE FUNCTION intake_names_are_kept();

CREATE FUNCTION intake_anonymous_names_its_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM intake_surveyplan WHERE id = NEW.plan_id AND is_anonymous) THEN
        RAISE EXCEPTION 'Only an anonymous survey holds answers without a name.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER anonymous_names_its_plan BEFORE INSERT OR UPDATE ON intake_anonymousresponse FOR EACH ROW
    EXECUTE FUNCTION intake_anonymous_names_its_plan();
"""
DROP = """
DROP TRIGGER no_name_on_anonymous ON intake_response;
DROP FUNCTION intake_no_name_on_anonymous();
DROP TRIGGER names_are_kept ON intake_surveyplan;
DROP FUNCTION intake_names_are_kept();
DROP TRIGGER anonymous_names_its_plan ON intake_anonymousresponse;
DROP FUNCTION intake_anonymous_names_its_plan();
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_scores_in_one_pass")]

    operations = [migrations.RunSQL(CREATE, DROP)]
