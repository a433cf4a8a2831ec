package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.Account;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ceiling over a tree of accounts is known to each of them, whenever it was set. */
class KeepingCeilingsSpec {

    private static final String TREE = """
            accounts:
              - {name: Top, is_reseller: true, max_channels: 50}
              - {name: Mid, is_reseller: true, parent: Top}
              - {name: Leaf, parent: Mid}
            """;

    @TempDir
    Path folder;

    private ConfigStore store;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        ConfigFile.parse(TREE).apply(store, "test");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Account named(String name) {
        return store.accounts(null, null, 10).rows().stream()
                .map(it -> it.row())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void ceiling(String name, @Nullable Integer most) {
        String id = named(name).id();
        store.update(Resources.ACCOUNTS, id, id, Edit.merge(json("{'max_channels': " + most + "}")), "test");
    }

    private long told() {
        return store.database().read(sql -> sql.number("SELECT count(*) AS n FROM outbox WHERE topic = 'journal'"));
    }

    @Test
    void every_account_below_knows_the_nearest_ceiling_above() {
        assertThat(named("Top").ceilingOf()).isNull();
        assertThat(named("Mid").ceilingOf()).isEqualTo(named("Top").id());
        assertThat(named("Leaf").ceilingOf()).isEqualTo(named("Top").id());
        ConfigFile.parse(TREE).apply(store, "test");
        assertThat(named("Leaf").ceilingOf()).isEqualTo(named("Top").id());
    }

    @Test
    void a_ceiling_that_begins_or_ceases_to_count_is_told_to_all_below() {
        ceiling("Mid", 5);
        assertThat(named("Leaf").ceilingOf()).isEqualTo(named("Mid").id());
        assertThat(named("Mid").ceilingOf()).isEqualTo(named("Top").id());

        ceiling("Top", null);
        assertThat(named("Mid").ceilingOf()).isNull();
        assertThat(named("Leaf").ceilingOf()).isEqualTo(named("Mid").id());

        ceiling("Mid", null);
        assertThat(named("Leaf").ceilingOf()).isNull();
    }

    @Test
    void what_changes_below_is_published_and_a_figure_that_changes_is_not() {
        long before = told();
        ceiling("Top", 60);
        assertThat(told() - before).isEqualTo(1);

        ceiling("Top", null);

        assertThat(told() - before).isEqualTo(4);
    }

    @Test
    void only_a_reseller_has_one_and_it_is_no_less_than_nothing() {
        assertThat(faults("{'name': 'X', 'max_channels': 5}")).containsExactly("max_channels");
        assertThat(faults("{'name': 'X', 'is_reseller': true, 'max_channels': -1}"))
                .containsExactly("max_channels");
        assertThat(faults("{'name': 'X', 'ceiling_of': 'acc_1'}")).containsExactly("ceiling_of");
        String top = named("Top").id();
        assertThat(catchThrowableOfType(
                                ConfigRefused.class,
                                () -> store.update(
                                        Resources.ACCOUNTS,
                                        top,
                                        top,
                                        Edit.merge(json("{'is_reseller': false}")),
                                        "test"))
                        .errors())
                .extracting(FieldError::code)
                .contains("config.not-a-reseller");
    }

    private List<String> faults(String document) {
        return catchThrowableOfType(ConfigRefused.class, () -> store.createAccount(null, json(document), "test"))
                .errors()
                .stream()
                .map(FieldError::field)
                .toList();
    }
}
