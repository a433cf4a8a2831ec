package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.CallGroup;
import io.ringlog.domain.config.CallGroup.Member;
import io.ringlog.domain.config.CallGroup.Strategy;
import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingRingGroupsSpec {

    private static final String SALES = """
            accounts:
              - name: Acme
                users: [{username: anna}, {username: ben}]
                forwards: [{name: Mobile, number: "+49 171 1234567", confirm: never}]
                ring_groups:
                  - name: Sales
                    strategy: sequential
                    members:
                      - {user: ben, order: 1, timeout_sec: 9}
                      - {user: anna, order: 2, delay_sec: 3}
                      - {forward: Mobile}
                    no_answer_dest_kind: user
                    no_answer_dest: anna
                flows:
                  - name: Main
                    graph:
                      nodes:
                        - {id: start, data: {kind: entry}}
                        - {id: sales, data: {kind: ringGroup, group: Sales}}
                        - {id: again, data: {kind: dial, destKind: ring_group, dest: Sales}}
                      edges: [{source: start, target: sales}, {source: sales, target: again}]
                extensions: [{digits: "600", dest_kind: ring_group, dest: Sales}]
            """;

    @TempDir
    Path folder;

    private ConfigStore store;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_file_names_members_and_whoever_leads_to_the_group() {
        ConfigFile.parse(SALES).apply(store, "test");

        CallGroup group = group();
        assertThat(group.strategy()).isEqualTo(Strategy.SEQUENTIAL);
        assertThat(group.skipBusy()).isTrue();
        assertThat(group.members())
                .containsExactly(
                        new Member(user("ben"), 1, 0, 9),
                        new Member(user("anna"), 2, 3, null),
                        new Member(null, 0, 0, null, mobile()));
        assertThat(group.noAnswerDest()).isEqualTo(new Dest(DestKind.USER, user("anna")));
        assertThat(store.list(Resources.EXTENSIONS, acme(), null, 10, Map.of())
                        .rows()
                        .getFirst()
                        .row()
                        .dest()
                        .id())
                .isEqualTo(group.id());
    }

    @Test
    void what_is_exported_changes_nothing_when_it_is_applied() {
        ConfigFile.parse(SALES).apply(store, "test");

        String exported = ConfigExport.yaml(store, false);

        assertThat(exported).contains("user: \"ben\"").doesNotContain("user_id");
        assertThat(ConfigFile.parse(exported).plan(store, "test").changesAnything())
                .isFalse();
    }

    @Test
    void a_file_that_names_nobody_says_where() {
        String text = SALES.replace("{user: ben, order", "{user: bob, order");

        ConfigRefused refused = catchThrowableOfType(
                ConfigRefused.class, () -> ConfigFile.parse(text).apply(store, "test"));

        assertThat(refused.errors())
                .extracting(FieldError::field, FieldError::message)
                .contains(tuple("accounts[0].ring_groups[0].members[0].user", "there is no user bob in this account"));
    }

    @Test
    void what_does_not_fit_is_refused_by_its_field() {
        ConfigFile.parse(SALES).apply(store, "test");
        String anna = user("anna");

        assertThat(refusedFields("{'name': 'G', 'members': []}")).containsExactly("members");
        assertThat(refusedFields(
                        "{'name': 'G', 'members': [{'user_id': '%s'}, {'user_id': '%s'}]}".formatted(anna, anna)))
                .containsExactly("members[1].user_id");
        assertThat(refusedFields(("{'name': 'G', 'ring_timeout_sec': 20, 'members':"
                                + " [{'user_id': '%s', 'delay_sec': 20, 'order': -1, 'timeout_sec': 0}]}")
                        .formatted(anna)))
                .containsExactlyInAnyOrder("members[0].delay_sec", "members[0].order", "members[0].timeout_sec");
        assertThat(refusedFields("{'name': 'G', 'members': [{'user_id': 'us_nobody'}], 'no_answer_dest_kind': 'queue',"
                        + " 'no_answer_dest_id': 'q_none', 'schedule_id': 'sch_none'}"))
                .containsExactlyInAnyOrder("members[0].user_id", "no_answer_dest_id", "schedule_id");
        assertThat(refusedFields("{'name': 'G', 'members': [{}]}")).contains("members[0].user_id");
        assertThat(refusedFields(
                        "{'name': 'G', 'members': [{'user_id': '%s', 'forward_id': '%s'}]}".formatted(anna, mobile())))
                .containsExactly("members[0].user_id");
        assertThat(refusedFields("{'name': 'G', 'members': [{'forward_id': 'fwd_none'}]}"))
                .containsExactly("members[0].forward_id");
        assertThat(refusedFields("{'name': 'Sales', 'members': [{'user_id': '%s'}]}".formatted(anna)))
                .containsExactly("name");
    }

    @Test
    void neither_a_member_nor_a_group_that_is_led_to_can_go() {
        ConfigFile.parse(SALES).apply(store, "test");

        assertThat(inUse(() -> store.delete(Resources.USERS, acme(), user("ben"), null, "test")))
                .containsExactly("is used by ring_group " + group().id() + " in members");
        assertThat(inUse(() -> store.delete(Resources.FORWARDS, acme(), mobile(), null, "test")))
                .containsExactly("is used by ring_group " + group().id() + " in members");
        assertThat(inUse(() -> store.delete(Resources.RING_GROUPS, acme(), group().id(), null, "test")))
                .anyMatch(it -> it.contains("extension"))
                .anyMatch(it -> it.contains("nodes[sales].data.groupId"))
                .anyMatch(it -> it.contains("nodes[again].data.destId"));
    }

    private List<String> refusedFields(String document) {
        ObjectNode given = json(document);
        return catchThrowableOfType(
                        ConfigRefused.class, () -> store.create(Resources.RING_GROUPS, acme(), given, "test"))
                .errors()
                .stream()
                .map(FieldError::field)
                .toList();
    }

    private static List<String> inUse(ThrowingCallable attempt) {
        return catchThrowableOfType(ConfigRefused.class, attempt).errors().stream()
                .map(FieldError::message)
                .toList();
    }

    private String acme() {
        return store.accounts(null, null, 1).rows().getFirst().row().id();
    }

    private String mobile() {
        return store.list(Resources.FORWARDS, acme(), null, 10, Map.of())
                .rows()
                .getFirst()
                .row()
                .id();
    }

    private CallGroup group() {
        return store.list(Resources.RING_GROUPS, acme(), null, 10, Map.of())
                .rows()
                .getFirst()
                .row();
    }

    private String user(String name) {
        return store.list(Resources.USERS, acme(), null, 10, Map.of("username", name))
                .rows()
                .getFirst()
                .row()
                .id();
    }
}
