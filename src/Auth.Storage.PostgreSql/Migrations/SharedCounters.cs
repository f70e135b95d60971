namespace Auth.Storage.PostgreSql.Migrations;

/// <summary>The counters that nodes share: unlogged tables, and a function for each atomic step. No row class stands for them.</summary>
internal static class SharedCounters
{
    /// <remarks>
    /// A partition's units lie in three arrays side by side: window, step and units, oldest first in each window. The end is rounded up to ten
    /// minutes, so that most updates leave the index on it alone.
    /// </remarks>
    public const string Up = """
        CREATE UNLOGGED TABLE "AuthCounters" (
            "Partition" text NOT NULL PRIMARY KEY,
            "Windows" text[] NOT NULL,
            "Ticks" bigint[] NOT NULL,
            "Units" bigint[] NOT NULL,
            "ExpiresAt" bigint NOT NULL
        ) WITH (fillfactor = 50);
        CREATE INDEX "IX_AuthCounters_ExpiresAt" ON "AuthCounters" ("ExpiresAt");

        CREATE UNLOGGED TABLE "AuthNodes" (
            "Id" text NOT NULL PRIMARY KEY,
            "ExpiresAt" timestamptz NOT NULL
        );

        CREATE FUNCTION "AuthTakeUnits"(
            partition text, needed bigint, most bigint, back bigint, mark bigint,
            ids text[], limits bigint[], steps bigint[], kept bigint[]
        ) RETURNS bigint[] LANGUAGE plpgsql AS $$
        DECLARE
            stored "AuthCounters"%ROWTYPE;
            instant bigint;
            room bigint;
            lifetime bigint;
            ttl bigint := 0;
            taken bigint := 0;
            changed boolean := false;
            amount bigint;
            tick bigint;
            need bigint;
            wait bigint;
            current bigint[] := '{}';
            used bigint[] := '{}';
            windows text[] := '{}';
            ticks bigint[] := '{}';
            units bigint[] := '{}';
            after_windows text[] := '{}';
            after_ticks bigint[] := '{}';
            after_units bigint[] := '{}';
            answer bigint[];
        BEGIN
            IF needed = 0 AND back = 0 THEN
                SELECT * INTO stored FROM "AuthCounters" c WHERE c."Partition" = partition;
            ELSE
                LOOP
                    SELECT * INTO stored FROM "AuthCounters" c WHERE c."Partition" = partition FOR UPDATE;
                    EXIT WHEN FOUND;
                    INSERT INTO "AuthCounters" VALUES (partition, '{}', '{}', '{}', 0) ON CONFLICT DO NOTHING;
                END LOOP;
            END IF;
            -- Read behind the lock, so that it does not run backwards from one holder to the next.
            instant := floor(extract(epoch FROM clock_timestamp()) * 1000);
            FOR i IN 1..cardinality(ids) LOOP
                tick := instant / steps[i];
                used[i] := 0;
                FOR p IN 1..coalesce(cardinality(stored."Windows"), 0) LOOP
                    CONTINUE WHEN stored."Windows"[p] <> ids[i];
                    amount := stored."Units"[p];
                    IF back > 0 AND stored."Ticks"[p] = mark / steps[i] THEN
                        amount := greatest(0, amount - back);
                        changed := true;
                    END IF;
                    IF amount > 0 AND (stored."Ticks"[p] + kept[i]) * steps[i] > instant THEN
                        windows := windows || ids[i];
                        ticks := ticks || stored."Ticks"[p];
                        units := units || amount;
                        used[i] := used[i] + amount;
                        tick := greatest(tick, stored."Ticks"[p]);
                    END IF;
                END LOOP;
                current[i] := tick;
                room := least(room, limits[i] - used[i]);
                lifetime := least(lifetime, (tick + 1) * steps[i] - instant);
                ttl := greatest(ttl, kept[i] * steps[i]);
            END LOOP;
            IF needed > 0 AND needed <= room THEN
                taken := greatest(needed, least(most, room / 8));
            END IF;
            answer := ARRAY[taken, lifetime, instant];
            FOR i IN 1..cardinality(ids) LOOP
                need := used[i] + CASE WHEN taken = 0 AND needed > 0 AND used[i] + needed > limits[i] THEN needed ELSE 1 END - limits[i];
                used[i] := used[i] + taken;
                IF taken > 0 THEN
                    need := used[i] + 1 - limits[i];
                END IF;
                need := greatest(1, need);
                wait := 0;
                FOR p IN 1..cardinality(windows) LOOP
                    CONTINUE WHEN windows[p] <> ids[i];
                    amount := units[p];
                    IF taken > 0 AND ticks[p] = current[i] THEN
                        amount := amount + taken;
                        current[i] := -1;
                    END IF;
                    after_windows := after_windows || ids[i];
                    after_ticks := after_ticks || ticks[p];
                    after_units := after_units || amount;
                    IF need > 0 THEN
                        wait := (ticks[p] + kept[i]) * steps[i] - instant;
                        need := need - amount;
                    END IF;
                END LOOP;
                IF taken > 0 AND current[i] >= 0 THEN
                    after_windows := after_windows || ids[i];
                    after_ticks := after_ticks || current[i];
                    after_units := after_units || taken;
                    IF need > 0 THEN
                        wait := (current[i] + kept[i]) * steps[i] - instant;
                    END IF;
                END IF;
                answer := answer || used[i] || wait;
            END LOOP;
            IF taken > 0 OR changed THEN
                UPDATE "AuthCounters" c
                SET "Windows" = after_windows, "Ticks" = after_ticks, "Units" = after_units,
                    "ExpiresAt" = ((instant + ttl) / 600000 + 1) * 600000
                WHERE c."Partition" = partition;
            END IF;
            RETURN answer;
        END
        $$;

        CREATE FUNCTION "AuthSignOn"(node text, lifetime interval) RETURNS bigint LANGUAGE plpgsql AS $$
        DECLARE
            instant timestamptz := clock_timestamp();
        BEGIN
            IF lifetime > interval '0' THEN
                INSERT INTO "AuthNodes" AS n VALUES (node, instant + lifetime)
                ON CONFLICT ("Id") DO UPDATE SET "ExpiresAt" = EXCLUDED."ExpiresAt";
            ELSE
                DELETE FROM "AuthNodes" n WHERE n."Id" = node;
            END IF;
            DELETE FROM "AuthNodes" n WHERE n."Id" = ANY (ARRAY(
                SELECT e."Id" FROM "AuthNodes" e WHERE e."ExpiresAt" < instant - interval '1 hour' FOR UPDATE SKIP LOCKED));
            DELETE FROM "AuthCounters" c WHERE c."Partition" = ANY (ARRAY(
                SELECT e."Partition" FROM "AuthCounters" e
                WHERE e."ExpiresAt" < extract(epoch FROM instant) * 1000 AND e."ExpiresAt" > 0
                ORDER BY e."ExpiresAt" LIMIT 2000 FOR UPDATE SKIP LOCKED));
            RETURN (SELECT count(*) FROM "AuthNodes" n WHERE n."ExpiresAt" > instant);
        END
        $$;
        """;

    public const string Down = """
        DROP FUNCTION "AuthSignOn";
        DROP FUNCTION "AuthTakeUnits";
        DROP TABLE "AuthNodes";
        DROP TABLE "AuthCounters";
        """;
}
