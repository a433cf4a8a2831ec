package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.config.UnroutedTarget;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an account sends numbers without a target, those below it send theirs: as far as it needs no row of it. */
class HandingDownTargetsSpec {

    private static final String TREE = """
            accounts:
              - name: Top
                is_reseller: true
                did_default_dest_kind: forward
                did_default_dest: Reception
                did_default_dest_xform: {sent: below}
                forwards: [{name: Reception, number: "+49 30 700", cid_rule: account}]
                users: [{username: anna}]
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

    private Forward reception() {
        String top = named("Top").id();
        return store.list(Resources.FORWARDS, top, null, 10, Map.of())
                .rows()
                .getFirst()
                .row();
    }

    private void change(String name, String document) {
        String id = named(name).id();
        store.update(Resources.ACCOUNTS, id, id, Edit.merge(json(document)), "test");
    }

    private void redirect(String document) {
        Forward row = reception();
        store.update(Resources.FORWARDS, row.accountId(), row.id(), Edit.merge(json(document)), "test");
    }

    /** The newest row of an account that the log was told. */
    private String told(String name) {
        return store.database()
                .read(sql -> sql.first(
                                "SELECT payload FROM outbox WHERE topic = 'journal' AND account_id = ?"
                                        + " AND payload LIKE ? ORDER BY seq DESC LIMIT 1",
                                named(name).id(),
                                "%\"" + name + "\"%")
                        .orElseThrow()
                        .text("payload"));
    }

    private String from(String name) {
        return Objects.requireNonNull(store.inherited(named(name)).get("did_default_dest_kind"));
    }

    @Test
    void a_number_outside_is_known_to_every_account_below_and_where_it_comes_from() {
        String top = named("Top").id();
        assertThat(named("Leaf").unrouted())
                .isEqualTo(new UnroutedTarget(
                        top, "+49 30 700", CidRule.ACCOUNT, Forward.Confirm.IN_GROUPS, Map.of("sent", "below")));
        assertThat(named("Mid").unrouted()).isEqualTo(named("Leaf").unrouted());
        assertThat(named("Top").unrouted()).isNull();
        assertThat(from("Leaf")).isEqualTo(top);
        assertThat(told("Leaf")).contains("+49 30 700");
        assertThat(ConfigExport.yaml(store, false)).doesNotContain("unrouted");
        assertThat(ConfigFile.parse(TREE).apply(store, "test").changesAnything())
                .isFalse();
    }

    @Test
    void an_account_that_is_made_later_has_it_at_once() {
        store.createAccount(named("Mid").id(), json("{'name': 'New'}"), "test");

        assertThat(named("New").unrouted()).isEqualTo(named("Mid").unrouted());
        assertThat(told("New")).contains("+49 30 700");
    }

    @Test
    void another_number_is_told_to_those_below() {
        redirect("{'number': '+49 30 800'}");

        assertThat(Objects.requireNonNull(named("Leaf").unrouted()).number()).isEqualTo("+49 30 800");
        assertThat(told("Leaf")).contains("+49 30 800");
        assertThat(told("Mid")).contains("+49 30 800");
    }

    @Test
    void a_number_that_means_another_in_another_country_leads_nobody_below() {
        redirect("{'number': '030 700'}");

        assertThat(named("Leaf").unrouted()).isNull();
        assertThat(told("Leaf")).doesNotContain("30 700");
        assertThat(store.inherited(named("Leaf"))).doesNotContainKey("did_default_dest_kind");
    }

    @Test
    void the_nearest_account_that_says_something_counts() {
        change("Mid", "{'did_default_dest_kind': 'hangup'}");

        String mid = named("Mid").id();
        assertThat(named("Leaf").unrouted()).isEqualTo(new UnroutedTarget(mid, null, null, null, Map.of()));
        assertThat(told("Leaf")).contains(mid).doesNotContain("+49 30 700");
        assertThat(from("Leaf")).isEqualTo(mid);
        assertThat(store.inherited(named("Mid"))).doesNotContainKey("did_default_dest_kind");

        change("Mid", "{'did_default_dest_kind': null, 'did_default_dest_id': null}");
        assertThat(told("Leaf")).contains("+49 30 700");
        assertThat(from("Mid")).isEqualTo(named("Top").id());
    }

    @Test
    void a_target_that_is_a_row_of_its_account_leads_nobody_below() {
        String top = named("Top").id();
        String anna = store.list(Resources.USERS, top, null, 1, Map.of())
                .rows()
                .getFirst()
                .row()
                .id();
        change("Top", "{'did_default_dest_kind': 'user', 'did_default_dest_id': '" + anna + "'}");

        assertThat(named("Leaf").unrouted()).isNull();
        assertThat(told("Leaf")).doesNotContain("+49 30 700");
    }

    @Test
    void a_log_that_knows_the_accounts_from_before_is_told_once() {
        store.publishInto("log-1");
        database("DELETE FROM outbox");
        database("UPDATE outbox_log SET accounts_due = 1");

        assertThat(store.publishInto("log-1")).isFalse();
        assertThat(told("Leaf")).contains("+49 30 700");
        assertThat(told("Mid")).contains("+49 30 700");
        assertThat(waiting()).isEqualTo(2);
        store.publishInto("log-1");
        assertThat(waiting()).isEqualTo(2);
    }

    private void database(String statement) {
        store.database().write(sql -> {
            sql.run(statement);
            return sql;
        });
    }

    private long waiting() {
        return store.database().read(sql -> sql.number("SELECT count(*) AS n FROM outbox WHERE topic = 'journal'"));
    }

    @Test
    void nobody_below_writes_it() {
        ConfigRefused refused =
                catchThrowableOfType(ConfigRefused.class, () -> change("Leaf", "{'unrouted_number': '+49 30 1'}"));
        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("unrouted_number");
    }

    @Test
    void a_number_without_a_target_is_no_dead_end_below() {
        String leaf = named("Leaf").id();
        store.create(Resources.DIDS, leaf, json("{'e164': '4930123456'}"), "test");
        assertThat(store.deadEnds(leaf).found()).isEmpty();

        redirect("{'number': '030 700'}");
        assertThat(store.deadEnds(leaf).found()).hasSize(1);
    }
}
