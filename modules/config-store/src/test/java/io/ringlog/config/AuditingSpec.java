package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringlog.config.audit.AuditEntry;
import io.ringlog.config.audit.AuditEntry.Action;
import io.ringlog.config.audit.AuditEntry.Change;
import io.ringlog.config.audit.AuditLog.Query;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.resource.Page;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.secret.ApiKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditingSpec {

    @TempDir
    Path folder;

    private ConfigStore store;
    private String acme = "";

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        acme = store.createAccount(null, json("{'name': 'Acme'}"), "test").row().id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void who_changed_what_from_what_to_what_is_noted_with_the_name_of_the_key() {
        var keys = new ApiKeys(store.database(), store.clock());
        String key = "key:"
                + keys.create(acme, "console", new TreeSet<>(List.of("config")), "test")
                        .key()
                        .id();
        String user = store.create(Resources.USERS, acme, json("{'username': '1001'}"), key)
                .row()
                .id();

        store.update(Resources.USERS, acme, user, Edit.merge(json("{'dnd': true, 'display_name': 'Ann'}")), key);

        AuditEntry entry = all(acme).getFirst();
        assertThat(entry.actor()).isEqualTo(key);
        assertThat(entry.actorName()).isEqualTo("console");
        assertThat(entry.at()).isEqualTo(Documents.NOW.toEpochMilli());
        assertThat(entry.action()).isEqualTo(Action.CHANGED);
        assertThat(entry.resource()).isEqualTo("user");
        assertThat(entry.rowId()).isEqualTo(user);
        assertThat(entry.rowName()).isEqualTo("1001");
        assertThat(entry.changes())
                .containsExactlyInAnyOrder(
                        new Change("dnd", "false", "true", false), new Change("display_name", "", "Ann", false));
    }

    @Test
    void rows_that_come_and_go_are_noted_accounts_with_whoever_is_above() {
        String user = store.create(Resources.USERS, acme, json("{'username': '1001'}"), "test")
                .row()
                .id();
        store.delete(Resources.USERS, acme, user, null, "test");

        assertThat(all(acme)).extracting(AuditEntry::action).containsExactly(Action.REMOVED, Action.CREATED);
        assertThat(all(ApiKeys.PLATFORM)).extracting(AuditEntry::rowId).contains(acme);
    }

    @Test
    void a_change_that_changes_nothing_or_is_refused_leaves_no_note() {
        String user = store.create(Resources.USERS, acme, json("{'username': '1001'}"), "test")
                .row()
                .id();
        store.update(Resources.USERS, acme, user, Edit.merge(json("{'username': '1001'}")), "test");
        catchThrowableOfType(
                ConfigRefused.class,
                () -> store.update(Resources.USERS, acme, user, Edit.merge(json("{'voicemail_id': 'vm_x'}")), "test"));
        ConfigFile.parse("accounts: [{name: Acme, users: [{username: \"2\"}]}]").plan(store, "test");

        assertThat(all(acme)).hasSize(1);
    }

    @Test
    void of_secrets_it_is_told_that_they_changed_and_no_more() {
        String box = store.create(Resources.VOICEMAILS, acme, json("{'name': 'Sales', 'pin': '482613'}"), "test")
                .row()
                .id();

        store.update(Resources.VOICEMAILS, acme, box, Edit.merge(json("{'pin': '917253'}")), "test");

        assertThat(all(acme).getFirst().changes()).containsExactly(new Change("pin_hash", null, null, true));
        assertThat(all(acme).toString()).doesNotContain("917253", "482613");
    }

    @Test
    void what_is_published_and_moved_and_what_a_file_does_is_noted() {
        String file = """
                accounts:
                  - name: Acme
                    dids: [{e164: "12025550123", dest_kind: hangup}]
                    flows:
                      - name: Main
                        graph:
                          nodes: [{id: a, data: {kind: entry}}, {id: b, data: {kind: hangup}}]
                          edges: [{source: a, target: b}]
                """;
        ConfigFile.parse(file).apply(store, "file");
        String other = store.createAccount(null, json("{'name': 'Other'}"), "test")
                .row()
                .id();
        String did = all(acme).stream()
                .filter(it -> it.resource().equals("did"))
                .findFirst()
                .orElseThrow()
                .rowId();

        store.move(Resources.DIDS, acme, did, other, null, "test");

        assertThat(all(acme)).extracting(AuditEntry::action).contains(Action.PUBLISHED, Action.MOVED);
        assertThat(all(other)).extracting(AuditEntry::action).containsExactly(Action.MOVED);
        assertThat(all(acme)).filteredOn(it -> it.actor().equals("file")).hasSize(3);
    }

    @Test
    void entries_are_filtered_and_paged_with_the_newest_first() {
        for (int i = 0; i < 5; i++) {
            store.create(Resources.USERS, acme, json("{'username': '100%d'}".formatted(i)), "test");
        }
        store.create(Resources.EXTENSIONS, acme, json("{'digits': '7', 'dest_kind': 'hangup'}"), "somebody");

        Page<AuditEntry> first = page(query("user", null, null, 2));
        Page<AuditEntry> second = page(query("user", null, first.next(), 2));
        Page<AuditEntry> last = page(query("user", null, second.next(), 2));

        assertThat(List.of(first, second, last))
                .flatExtracting(Page::rows)
                .extracting(AuditEntry::rowName)
                .containsExactly("1004", "1003", "1002", "1001", "1000");
        assertThat(last.next()).isNull();
        assertThat(page(query(null, "somebody", null, 10)).rows()).hasSize(1);
        assertThat(page(new Query(null, null, null, Action.REMOVED, null, null, null, 10))
                        .rows())
                .isEmpty();
        assertThat(page(new Query(null, null, null, null, Documents.NOW.toEpochMilli() + 1, null, null, 10))
                        .rows())
                .isEmpty();
    }

    @Test
    void what_is_older_than_it_is_kept_goes() {
        store.create(Resources.USERS, acme, json("{'username': '1001'}"), "test");
        store.close();
        store = ConfigStore.open(
                folder.resolve("config.db"),
                folder.resolve("secrets/keyset.json"),
                Clock.fixed(Documents.NOW.plus(Duration.ofDays(31)), ZoneOffset.UTC),
                MediaLibrary.UNKNOWN);
        store.keepAudit(Duration.ofDays(30));

        store.create(Resources.USERS, acme, json("{'username': '1002'}"), "test");

        assertThat(all(acme)).extracting(AuditEntry::rowName).containsExactly("1002");
    }

    private List<AuditEntry> all(String account) {
        return store.audit().list(account, query(null, null, null, 100)).rows();
    }

    private Page<AuditEntry> page(Query query) {
        return store.audit().list(acme, query);
    }

    private static Query query(@Nullable String resource, @Nullable String actor, @Nullable String after, int limit) {
        return new Query(resource, null, actor, null, null, null, after, limit);
    }
}
