"""Steps, openings and kept copies are only ever added to: the database refuses to change them. Copies can be destroyed
when their time is over, and put away before (`archived_at`), nothing else."""

from django.db import migrations

KEPT = ("moderationstep", "storyword", "spaceopening", "destructionrun")
CREATE = """
CREATE FUNCTION groups_community_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was done is never changed.' USING ERRCODE = 'check_violation';
END $$;
CREATE FUNCTION groups_snapshot_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) - 'archived_at') IS DISTINCT FROM (to_jsonb(OLD) - 'archived_at') THEN
        RAISE EXCEPTION 'A kept copy is never changed.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER snapshot_is_frozen BEFORE UPDATE ON groups_snapshot
    FOR EACH ROW EXECUTE FUNCTION groups_snapshot_is_frozen();
""" + "".join(
    f"CREATE TRIGGER {name}_is_kept BEFORE UPDATE OR DELETE ON groups_{name} "
    "FOR EACH ROW EXECUTE FUNCTION groups_community_is_kept();\n"
    for name in KEPT
)
DROP = (
    "".join(f"DROP TRIGGER {name}_is_kept ON groups_{name};\n" for name in KEPT)
    + """
DROP TRIGGER snapshot_is_frozen ON groups_snapshot;
DROP FUNCTION groups_snapshot_is_frozen();
DROP FUNCTION groups_community_is_kept();
"""
)


class Migration(migrations.Migration):
    dependencies = [("groups", "0008_community")]

    operations = [migrations.RunSQL(CREATE, DROP)]
