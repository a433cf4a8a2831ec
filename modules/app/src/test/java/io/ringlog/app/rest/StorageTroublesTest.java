package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.api.port.Refused;
import io.ringlog.config.db.DatabaseFailure;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What of a broken store is told to who asks. */
class StorageTroublesTest {
    private final StorageTroubles troubles = new StorageTroubles();

    @Test
    void what_the_disk_does_is_told_without_the_statement() {
        for (var code : new SQLiteErrorCode[] {SQLiteErrorCode.SQLITE_FULL, SQLiteErrorCode.SQLITE_IOERR_WRITE}) {
            assertThat(told(new SQLiteException("x", code)))
                    .hasValueSatisfying(
                            it -> assertThat(it.getMessage()).contains("full").doesNotContain("SELECT"));
        }
    }

    @Test
    void a_fault_of_ours_is_no_trouble_of_the_store() {
        assertThat(told(new SQLiteException("x", SQLiteErrorCode.SQLITE_CONSTRAINT)))
                .isEmpty();
        assertThat(told(new SQLiteException("x", SQLiteErrorCode.SQLITE_ERROR))).isEmpty();
        assertThat(told(new SQLException("y"))).isEmpty();
    }

    private Optional<Refused> told(SQLException cause) {
        return troubles.told(new DatabaseFailure("cannot run: SELECT secret FROM keys", cause));
    }
}
