package io.ringlog.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.config.db.DatabaseFailure;
import io.ringlog.config.form.Field;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no form has let through, because somebody wrote it into the file itself, is refused by the database too. */
class CheckedByTheDatabaseSpec {

    /** Releases add to its words: the database knows their letters alone. */
    private static final String GROWING = "feature_code.feature";

    @TempDir
    Path folder;

    private ConfigStore store;

    @BeforeEach
    void a_row_of_every_kind() throws IOException {
        store = Documents.store(folder);
        ComingBackAsItWasSpec.everyField().apply(store, "test");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_boolean_is_0_or_1() {
        List<String> booleans = columns(it -> it.type() == boolean.class || it.type() == Boolean.class);

        assertThat(booleans).contains("sip_user.dnd", "account.is_reseller");
        assertThat(booleans.stream().filter(it -> takes(it, 2) || takes(it, -1) || !takes(it, 0)))
                .isEmpty();
    }

    @Test
    void a_choice_is_one_of_its_words() {
        List<String> choices = columns(it -> it.type().isEnum());

        assertThat(choices).contains("account.status", "did.fax_mode");
        assertThat(choices.stream().filter(it -> takes(it, "nonsense"))).containsExactly(GROWING);
        assertThat(takes(GROWING, "Not1Word")).isFalse();
    }

    private List<String> columns(Predicate<Field> kind) {
        return Resources.ALL.stream()
                .filter(it -> it != Resources.PEOPLE)
                .flatMap(it -> columns(it, kind))
                .toList();
    }

    private Stream<String> columns(Resource<?> resource, Predicate<Field> kind) {
        String table = resource.table().name();
        List<String> there = store.database()
                .read(sql -> sql.rows("SELECT name FROM pragma_table_info(?)", table).stream()
                        .map(it -> it.text("name"))
                        .toList());
        return resource.fields().all().stream()
                .filter(kind)
                .map(Field::name)
                .filter(there::contains)
                .map(it -> table + "." + it);
    }

    /** Whether all rows could have it, in a database that keeps none of it. */
    private boolean takes(String column, Object value) {
        String[] parts = column.split("\\.");
        String change = "UPDATE " + parts[0] + " SET " + parts[1] + " = ?";
        try {
            assertThat(store.database().<Integer>rehearse(sql -> sql.run(change, value)))
                    .as(column)
                    .isPositive();
            return true;
        } catch (DatabaseFailure refused) {
            assertThat(refused).hasStackTraceContaining("CHECK constraint failed");
            return false;
        }
    }
}
