package io.ringlog.config;

import io.ringlog.config.db.Row;
import io.ringlog.config.db.Sql;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import java.util.List;
import java.util.Map;

/** Tells a log that knows nothing of this configuration everything that is in it now. */
final class Republication {
    private static final int PAGE = 500;

    private Republication() {}

    /** Whether everything is told again, because what is called published went into another log. */
    static boolean into(String log, Changes changes) {
        Sql sql = changes.sql();
        boolean another = sql.first("SELECT log FROM outbox_log")
                .map(row -> !row.text("log").equals(log))
                .orElseGet(() -> sql.first("SELECT 1 AS n FROM outbox WHERE published_at IS NOT NULL LIMIT 1")
                        .isPresent());
        sql.run(
                "INSERT INTO outbox_log (place, log) VALUES (1, ?)"
                        + " ON CONFLICT (place) DO UPDATE SET"
                        + " restored = CASE WHEN log = excluded.log THEN restored ELSE 0 END, log = excluded.log",
                log);
        if (another) {
            // Places in another log are none in this one.
            sql.run("DELETE FROM webhook_delivery");
            sql.run("DELETE FROM webhook_dead_letter");
            everything(changes);
        }
        accounts(changes);
        return another;
    }

    /** Accounts that get something from above, where the log knows them from before that was told. */
    private static void accounts(Changes changes) {
        Sql sql = changes.sql();
        String below =
                "SELECT account_id FROM account_ancestor, outbox_log WHERE accounts_due = 1 AND depth = 1 ORDER BY 1";
        sql.rows(below).stream()
                .map(row -> row.text("account_id"))
                .flatMap(id -> Resources.ACCOUNTS.find(id, id, sql).stream())
                .map(Stored::row)
                .filter(account -> account.unrouted() != null)
                .forEach(account -> changes.repeat(Resources.ACCOUNTS, account));
        sql.run("UPDATE outbox_log SET accounts_due = 0");
    }

    /** Notes that the configuration is that of a backup: the log it was told to may know newer rows. */
    static void restored(Sql sql) {
        sql.run("UPDATE outbox_log SET restored = 1");
    }

    /** Whether a log may know newer rows than the configuration has, which it then keeps. */
    static boolean mayBeOlder(String log, Sql sql) {
        return sql.first("SELECT 1 AS n FROM outbox_log WHERE log = ? AND restored = 1", log)
                .isPresent();
    }

    private static void everything(Changes changes) {
        // What waits is said by the rows themselves, and what is gone was never heard of over there.
        changes.sql().run("DELETE FROM outbox WHERE published_at IS NULL");
        for (Row account : changes.sql().rows("SELECT id FROM account ORDER BY id")) {
            Resources.ALL.forEach(resource -> rows(resource, account.text("id"), changes));
        }
    }

    private static <R extends Record> void rows(Resource<R> resource, String account, Changes changes) {
        String after = "";
        List<Stored<R>> page;
        do {
            page = resource.list(account, after, PAGE, Map.of(), changes.sql());
            page.forEach(row -> changes.repeat(resource, row.row()));
            after = page.isEmpty()
                    ? after
                    : Changes.idOf(resource, page.getLast().row());
        } while (page.size() == PAGE);
    }
}
