"""How the database itself removes personal information, for a redaction that two people agreed.

The application's role owns no table, so the triggers that keep frozen rows as they are hold against it whatever
it says. Only the owner may switch them off, and `carry_out_redaction` runs as the owner: it switches them off and on
again in the transaction that removes the words of one confirmed redaction, and does nothing else. It reaches every text
and its history, the records of frozen periods, what a report made final keeps as bytes, and every file made of them,
which is withdrawn. Pages kept to be used again go too.
"""

from django.db import migrations

FUNCTIONS = r"""
-- What finds the words: whole words, in any case, whatever stands between them (space, line end, light markup).
CREATE FUNCTION public.redaction_pattern(words text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT '(?<![[:alnum:]])' || string_agg(
        replace(replace(replace(replace(
            regexp_replace(part, '([^[:alnum:]])', '\\\1', 'g'),
            '\''', '(?:[''’‘ʼ]|&#0*39;|&#x27;|&apos;|&rsquo;)'),
            '\"', '(?:["“”]|&quot;)'),
            '\-', '[-‐‑–]'),
            '\&', '(?:&amp;|&)'),
        '(?:[\s\u00A0\u200B*_~`]|&nbsp;|&#160;|<[^<>]{0,99}>)+' ORDER BY place
    ) || '(?![[:alnum:]])'
    FROM regexp_split_to_table(
        btrim(translate(words, E'’‘ʼ“”‐‑–\u00A0', E'''''''""--- '), E' \t\r\n'), '\s+'
    ) WITH ORDINALITY AS parts(part, place)
$$;

-- The longest plain run of characters in the words: what does not contain it is not looked at closer.
CREATE FUNCTION public.redaction_hint(words text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT coalesce((
        SELECT run FROM regexp_split_to_table(words, '[^A-Za-z0-9]+') AS runs(run) ORDER BY length(run) DESC LIMIT 1
    ), '')
$$;

-- Who says or leads something is named by what they are called now: no text that anybody typed.
CREATE FUNCTION public.is_name_of_somebody(said text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM partnership_user WHERE name = said)
        OR EXISTS (SELECT FROM partnership_organisation WHERE name = said)
        OR EXISTS (SELECT FROM partnership_post WHERE title = said)
        OR EXISTS (SELECT FROM partnership_body WHERE name = said)
$$;

CREATE FUNCTION public.redacted_text(said text, pattern text, mark text) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN said ~* pattern AND NOT is_name_of_somebody(said)
        THEN regexp_replace(said, pattern, mark, 'gi') ELSE said END
$$;

-- The same JSON, each text in it redacted and every other byte kept. `under` is the key that the value stands under.
CREATE FUNCTION public.redacted_json(
    given json, pattern text, hint text, mark text, under text DEFAULT ''
) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    said text;
    redacted text;
BEGIN
    IF given IS NULL OR strpos(lower(given::text), lower(hint)) = 0 THEN
        RETURN given::text;
    END IF;
    CASE json_typeof(given)
        WHEN 'object' THEN
            RETURN (
                SELECT '{' || coalesce(string_agg(
                    to_json(CASE WHEN each.key ~ '^[a-z0-9_]+$' THEN each.key
                        ELSE redacted_text(each.key, pattern, mark) END)::text
                    || ':' || redacted_json(each.value, pattern, hint, mark,
                        CASE WHEN each.key IN ('old', 'new') AND given->>'path' ~ 'level$' THEN 'level'
                            ELSE each.key END),
                    ',' ORDER BY each.place), '') || '}'
                FROM json_each(given) WITH ORDINALITY AS each(key, value, place)
            );
        WHEN 'array' THEN
            RETURN (
                SELECT '[' || coalesce(string_agg(
                    redacted_json(each.value, pattern, hint, mark, under), ',' ORDER BY each.place), '') || ']'
                FROM json_array_elements(given) WITH ORDINALITY AS each(value, place)
            );
        WHEN 'string' THEN
            -- Codes, kinds and addresses within the record: nobody typed them, and a reader needs them as they are.
            IF under IN (
                'slug', 'path', 'code', 'letter', 'shape', 'colour', 'meaning', 'precision', 'rule', 'complete',
                'paused', 'not_rated', 'column', 'previous_column', 'standing', 'movement', 'stage', 'kind', 'role',
                'polarity', 'basis', 'operator', 'level', 'judged_level', 'computed_level', 'proposed_level', 'before',
                'after',
                -- Those of what is written in a report.
                'edition', 'state', 'asks', 'scope', 'scheme', 'anchor', 'holds'
            ) THEN
                RETURN given::text;
            END IF;
            said := given #>> '{}';
            -- A day, an instant or a number.
            IF said ~ '^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$' OR said ~ '^-?\d+(\.\d+)?$' THEN
                RETURN given::text;
            END IF;
            redacted := redacted_text(said, pattern, mark);
            RETURN CASE WHEN redacted = said THEN given::text ELSE to_json(redacted)::text END;
        ELSE
            RETURN given::text;
    END CASE;
END $$;

-- What reports keep as canonical JSON in bytes, each beside its checksum in a column that ends in _sha256.
CREATE FUNCTION public.redaction_bytes() RETURNS TABLE (held_in text, named text)
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    VALUES ('reports_monitoringreport', 'record'), ('reports_monitoringreport', 'content'),
        ('reports_committeereport', 'record'), ('reports_committeereport', 'content'),
        ('reports_committeereport', 'public_content')
$$;

-- Every column that holds what people typed, in a table of ours or in its history.
CREATE FUNCTION public.redaction_columns()
RETURNS TABLE (held_in text, named text, is_json boolean, room integer)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT c.table_name::text, c.column_name::text, c.data_type = 'jsonb', c.character_maximum_length
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
        AND c.table_name ~ '^(partnership|plans|priorities|indicators|monitoring|reports)_'
        -- Who and what there is, by its name; the scales; and the request itself.
        AND c.table_name !~ '^partnership_(user|organisation|post|body)(event)?$'
        AND c.table_name !~ '^plans_rating(scale|level)(event)?$'
        AND c.table_name !~ '^monitoring_(redaction|redactedrecord)(event)?$'
        AND (
            c.data_type IN ('text', 'jsonb')
            -- A shorter one holds the code of a choice.
            OR c.data_type = 'character varying' AND coalesce(c.character_maximum_length, 1000) > 60
            -- These are short and typed all the same.
            OR (regexp_replace(c.table_name, 'event$', ''), c.column_name) IN (
                ('reports_committeereport', 'reference'), ('reports_exemption', 'paragraph')
            )
        )
        AND (
            c.column_name !~ 'sha256$' AND c.column_name NOT IN (
                'slug', 'key', 'path', 'address', 'url', 'made_of', 'renderer', 'pgh_label', 'pgh_context'
            )
            -- Where a paper lies may say whom it is about.
            OR regexp_replace(c.table_name, 'event$', '') = 'reports_backgroundpaper' AND c.column_name = 'url'
        )
$$;

-- How many rows hold the words, by table and column; the bytes of records, of what was written, and files too.
CREATE FUNCTION public.redaction_places(words text) RETURNS TABLE (held_in text, named text, rows bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    pattern text := redaction_pattern(words);
    hint text := redaction_hint(words);
    place record;
BEGIN
    FOR place IN SELECT * FROM redaction_columns() ORDER BY 1, 2 LOOP
        held_in := place.held_in;
        named := place.named;
        IF place.is_json THEN
            EXECUTE format(
                'SELECT count(*) FROM %I WHERE redacted_json(%I::text::json, $1, $2, '''')::jsonb <> %I',
                held_in, named, named
            ) INTO rows USING pattern, hint;
        ELSE
            EXECUTE format('SELECT count(*) FROM %I WHERE redacted_text(%I, $1, '''') <> %I', held_in, named, named)
            INTO rows USING pattern;
        END IF;
        IF rows > 0 THEN RETURN NEXT; END IF;
    END LOOP;
    held_in := 'monitoring_periodrecord'; named := 'body';
    SELECT count(*) INTO rows FROM monitoring_periodrecord r
    WHERE redacted_json(convert_from(r.body, 'UTF8')::json, pattern, hint, '') <> convert_from(r.body, 'UTF8');
    IF rows > 0 THEN RETURN NEXT; END IF;
    FOR place IN SELECT * FROM redaction_bytes() ORDER BY 1, 2 LOOP
        held_in := place.held_in;
        named := place.named;
        EXECUTE format(
            'SELECT count(*) FROM %I WHERE redacted_json(convert_from(%I, ''UTF8'')::json, $1, $2, '''') '
            '<> convert_from(%I, ''UTF8'')',
            held_in, named, named
        ) INTO rows USING pattern, hint;
        IF rows > 0 THEN RETURN NEXT; END IF;
    END LOOP;
    held_in := 'reports_edition'; named := 'content';
    SELECT count(*) INTO rows FROM reports_edition e JOIN reports_monitoringreport r ON r.id = e.report_id
    WHERE redacted_json(convert_from(r.record, 'UTF8')::json, pattern, hint, '') <> convert_from(r.record, 'UTF8')
        OR redacted_json(convert_from(r.content, 'UTF8')::json, pattern, hint, '') <> convert_from(r.content, 'UTF8');
    IF rows > 0 THEN RETURN NEXT; END IF;
END $$;

-- A record with a note that something was removed from it.
CREATE FUNCTION public.record_with_note(said text, note text) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT convert_to('{' || string_agg(
        to_json(each.key)::text || ':' || CASE
            WHEN each.key <> 'removed' THEN each.value::text
            WHEN json_array_length(each.value) = 0 THEN '[' || note || ']'
            ELSE left(each.value::text, -1) || ',' || note || ']'
        END, ',' ORDER BY each.place
    ) || CASE WHEN bool_or(each.key = 'removed') THEN '' ELSE ',"removed":[' || note || ']' END || '}', 'UTF8')
    FROM json_each(said::json) WITH ORDINALITY AS each(key, value, place)
$$;

CREATE FUNCTION public.carry_out_redaction(redaction bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    asked monitoring_redaction%ROWTYPE;
    guards record;
    place record;
    stored record;
    pattern text;
    hint text;
    mark text;
    note text;
    said text;
    after bytea;
    changed integer;
    total integer := 0;
    switched text[] := '{}';
    switch text;
BEGIN
    SELECT * INTO asked FROM monitoring_redaction WHERE id = redaction FOR UPDATE;
    IF NOT FOUND OR asked.carried_out_at IS NOT NULL OR asked.confirmed_by_id IS NULL OR asked.confirmed_on IS NULL
        OR asked.confirmed_by_id = asked.proposed_by_id OR length(btrim(asked.words)) < 4
        OR redaction_hint(asked.words) IS NULL OR asked.words !~ '[[:alnum:]]'
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'check_violation',
            CONSTRAINT = 'redaction_is_carried_out_once',
            MESSAGE = 'this redaction is not confirmed, or is done';
    END IF;
    pattern := redaction_pattern(asked.words);
    hint := redaction_hint(asked.words);
    mark := '[removed ' || to_char(asked.confirmed_on, 'FMDD FMMonth YYYY') || ']';
    SELECT '{"on":' || to_json(asked.confirmed_on::text)::text || ',"by":['
        || to_json((SELECT name FROM partnership_user WHERE id = asked.proposed_by_id))::text || ','
        || to_json((SELECT name FROM partnership_user WHERE id = asked.confirmed_by_id))::text || ']}'
    INTO note;

    -- What was written before in this transaction is checked now: a table with checks to come cannot be altered.
    SET CONSTRAINTS ALL IMMEDIATE;
    FOR guards IN
        SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgenabled = 'O'
            AND t.tgname LIKE 'pgtrigger\_%'
            -- Those that write the history go on.
            AND t.tgname !~ '^pgtrigger_(insert_insert|update_update|delete_delete)_'
        ORDER BY 1, 2
    LOOP
        EXECUTE format('ALTER TABLE %I DISABLE TRIGGER %I', guards.relname, guards.tgname);
        switched := switched || format('ALTER TABLE %I ENABLE TRIGGER %I', guards.relname, guards.tgname);
    END LOOP;

    -- The history last: what the rows before it were is in it.
    FOR place IN SELECT * FROM redaction_columns() ORDER BY held_in LIKE '%event', held_in, named LOOP
        IF place.is_json THEN
            EXECUTE format(
                'UPDATE %I SET %I = redacted_json(%I::text::json, $1, $2, $3)::jsonb '
                'WHERE redacted_json(%I::text::json, $1, $2, $3)::jsonb <> %I',
                place.held_in, place.named, place.named, place.named, place.named
            ) USING pattern, hint, mark;
        ELSE
            EXECUTE format(
                'UPDATE %I SET %I = left(redacted_text(%I, $1, $2), %s) WHERE redacted_text(%I, $1, $2) <> %I',
                place.held_in, place.named, place.named, coalesce(place.room, 1000000000), place.named, place.named
            ) USING pattern, mark;
        END IF;
        GET DIAGNOSTICS changed = ROW_COUNT;
        total := total + changed;
    END LOOP;

    FOR stored IN SELECT id, body, sha256 FROM monitoring_periodrecord ORDER BY id LOOP
        said := redacted_json(convert_from(stored.body, 'UTF8')::json, pattern, hint, mark);
        CONTINUE WHEN said = convert_from(stored.body, 'UTF8');
        after := record_with_note(said, note);
        UPDATE monitoring_periodrecord SET body = after, sha256 = encode(sha256(after), 'hex') WHERE id = stored.id;
        INSERT INTO monitoring_redactedrecord (redaction_id, record_id, sha256_before, sha256_after)
        VALUES (asked.id, stored.id, stored.sha256, encode(sha256(after), 'hex'));
        total := total + 1;
    END LOOP;
    -- The files first, while it can still be seen what they were made from.
    DELETE FROM reports_edition e USING reports_monitoringreport r WHERE r.id = e.report_id AND (
        redacted_json(convert_from(r.record, 'UTF8')::json, pattern, hint, mark) <> convert_from(r.record, 'UTF8')
        OR redacted_json(convert_from(r.content, 'UTF8')::json, pattern, hint, mark) <> convert_from(r.content, 'UTF8')
    );
    FOR place IN SELECT * FROM redaction_bytes() ORDER BY held_in, named LOOP
        FOR stored IN EXECUTE format(
            'SELECT id, convert_from(%I, ''UTF8'') AS body FROM %I WHERE %I IS NOT NULL ORDER BY id',
            place.named, place.held_in, place.named
        ) LOOP
            said := redacted_json(stored.body::json, pattern, hint, mark);
            CONTINUE WHEN said = stored.body;
            after := record_with_note(said, note);
            EXECUTE format(
                'UPDATE %I SET %I = $1, %I = encode(sha256($1), ''hex'') WHERE id = $2',
                place.held_in, place.named, place.named || '_sha256'
            ) USING after, stored.id;
            IF place.held_in = 'reports_monitoringreport' THEN
                UPDATE reports_monitoringreport SET state = 'withdrawn' WHERE id = stored.id AND state = 'finished';
            END IF;
            total := total + 1;
        END LOOP;
    END LOOP;

    UPDATE monitoring_redaction SET words = '', carried_out_at = now(), places = total WHERE id = asked.id;
    SET CONSTRAINTS ALL IMMEDIATE;
    FOREACH switch IN ARRAY switched LOOP
        EXECUTE switch;
    END LOOP;
    RETURN total;
END $$;
"""

REMOVED = """
DROP FUNCTION public.carry_out_redaction(bigint);
DROP FUNCTION public.record_with_note(text, text);
DROP FUNCTION public.redaction_places(text);
DROP FUNCTION public.redaction_columns();
DROP FUNCTION public.redaction_bytes();
DROP FUNCTION public.redacted_json(json, text, text, text, text);
DROP FUNCTION public.redacted_text(text, text, text);
DROP FUNCTION public.is_name_of_somebody(text);
DROP FUNCTION public.redaction_hint(text);
DROP FUNCTION public.redaction_pattern(text);
"""

# Not one of pgtrigger's: those are switched off while personal information is removed. The lock waits for pages that
# are being written; whoever writes after it sees that something was removed (reports/services/printed.py).
GO_WITH_A_REDACTION = """
CREATE FUNCTION public.printed_parts_go() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    LOCK TABLE reports_printedpart IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM reports_printedpart;
    RETURN NULL;
END $$;

CREATE TRIGGER printed_parts_go_with_a_redaction
AFTER UPDATE OF carried_out_at ON monitoring_redaction
FOR EACH ROW WHEN (OLD.carried_out_at IS NULL AND NEW.carried_out_at IS NOT NULL)
EXECUTE FUNCTION public.printed_parts_go();
"""

STAY = """
DROP TRIGGER printed_parts_go_with_a_redaction ON monitoring_redaction;
DROP FUNCTION public.printed_parts_go();
"""


class Migration(migrations.Migration):
    replaces = [
        ("reports", "0004_carry_out_redaction"),
        ("reports", "0008_kept_pages"),
        ("reports", "0009_redaction_reaches_written_reports"),
    ]

    dependencies = [
        ("reports", "0001_tables"),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, REMOVED),
        migrations.RunSQL(GO_WITH_A_REDACTION, STAY),
    ]
