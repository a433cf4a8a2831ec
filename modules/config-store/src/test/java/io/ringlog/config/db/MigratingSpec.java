package io.ringlog.config.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of an older version, opened by a newer one. */
class MigratingSpec {
    private static final List<String> INSIDE = List.of("sip_trunk_ip", "time_schedule_rule", "call_flow_version");

    /** The newest step of the last release. */
    private static final int LAST_OUT = 71;

    /** Numbers that no release has a step of. */
    private static final Set<Integer> NEVER_OUT = Set.of(
            24, 26, 33, 39, 40, 41, 42, 43, 46, 48, 49, 50, 51, 52, 53, 55, 56, 57, 60, 62, 63, 64, 66, 67, 68, 69);

    @TempDir
    private Path folder;

    @Test
    void rows_inside_other_rows_learn_their_account() throws SQLException {
        Path file = older();

        try (Database database = Database.open(file)) {
            for (String table : INSIDE) {
                List<Row> rows = database.read(sql -> sql.rows("SELECT * FROM " + table));
                assertThat(rows).as(table).hasSize(1);
                assertThat(rows.getFirst().text("account_id")).as(table).isEqualTo("acc_1");
            }
            String hours = database.read(sql -> sql.rows("SELECT * FROM time_schedule_rule"))
                    .getFirst()
                    .text("start_time");
            assertThat(hours).isEqualTo("09:00");
        }
    }

    @Test
    void a_published_version_still_never_changes() throws SQLException {
        try (Database database = Database.open(older())) {
            assertThatThrownBy(() -> database.write(sql -> {
                        sql.run("UPDATE call_flow_version SET name = 'x'");
                        return true;
                    }))
                    .hasStackTraceContaining("a published flow version never changes");
        }
    }

    @Test
    void no_row_is_without_an_account() throws SQLException {
        try (Database database = Database.open(older())) {
            for (String table : INSIDE) {
                long indexed = database.read(sql -> sql.number(
                        "SELECT count(*) AS n FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"
                                + " AND sql LIKE '%(account_id,%'",
                        table));
                long required = database.read(sql -> sql.number(
                        "SELECT \"notnull\" AS n FROM pragma_table_info(?) WHERE name = 'account_id'", table));
                assertThat(List.of(indexed, required)).as(table).containsExactly(1L, 1L);
            }
        }
    }

    /** A number below those of a release would be missing in a store of it, and keep that store from opening. */
    @Test
    void a_step_has_a_higher_number_than_those_that_went_out() throws IOException {
        try (Stream<Path> steps = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(steps.map(it -> it.getFileName().toString().replaceAll("V([0-9]+)__.*", "$1"))
                            .map(Integer::valueOf)
                            .filter(it -> it <= LAST_OUT))
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, LAST_OUT)
                            .boxed()
                            .filter(it -> !NEVER_OUT.contains(it))
                            .toList());
        }
    }

    @Test
    void a_store_of_the_release_before_opens() {
        Path file = at(String.valueOf(LAST_OUT));

        try (Database database = Database.open(file)) {
            assertThat(database.<Long>read(sql -> sql.number(
                            "SELECT count(*) AS n FROM pragma_table_info('account') WHERE name = 'max_channels'")))
                    .isEqualTo(1);
        }
    }

    /** A database as version 1 left it. */
    private Path older() throws SQLException {
        Path file = at("1");
        try (Connection old = DriverManager.getConnection(url(file));
                var sql = old.createStatement()) {
            sql.execute("INSERT INTO account (id, name, status, is_reseller, timezone, language, voice_gender,"
                    + " row_version, created_at, updated_at)"
                    + " VALUES ('acc_1', 'Acme', 'active', 0, 'UTC', 'en', 'female', 1, 1, 1)");
            sql.execute("INSERT INTO sip_trunk VALUES ('tr_1', 'acc_1', 'Carrier', 'p', 'carrier', 'inbound', NULL,"
                    + " 'udp', 'ip', NULL, NULL, 'active', 1, 1, 1)");
            sql.execute("INSERT INTO sip_trunk_ip VALUES ('192.0.2.1', 'tr_1', 0)");
            sql.execute("INSERT INTO time_schedule VALUES ('sch_1', 'acc_1', 'Office', NULL, 1, 1, 1)");
            sql.execute("INSERT INTO time_schedule_rule VALUES"
                    + " ('sch_1.1', 'sch_1', 0, 'weekly', 1, '09:00', '17:00', NULL, NULL, 0)");
            sql.execute("INSERT INTO call_flow VALUES ('flow_1', 'acc_1', 'Menu', '{}', 1, 1, 1, 1)");
            sql.execute("INSERT INTO call_flow_version VALUES ('flow_1', 1, 'Menu', '{}', 'key:1', 1)");
        }
        return file;
    }

    private Path at(String version) {
        Path file = folder.resolve("ringlog.db");
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(url(file), null, null)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
        return file;
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }
}
