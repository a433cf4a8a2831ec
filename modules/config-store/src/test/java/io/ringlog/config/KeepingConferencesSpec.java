package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.Conference;
import io.ringlog.domain.config.Conference.Announce;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingConferencesSpec {

    private static final String STANDUP = """
            accounts:
              - name: Acme
                conferences:
                  - name: Standup
                    pin: "4711"
                    moderator_pin: "471100"
                    wait_for_moderator: true
                    max_members: 50
                  - name: Open
                    announce: none
                extensions: [{digits: "700", dest_kind: conference, dest: Standup}]
            """;

    @TempDir
    Path folder;

    private ConfigStore store;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        ConfigFile.parse(STANDUP).apply(store, "test");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_file_says_the_room_and_who_leads_to_it() {
        Conference row = room("Standup");

        assertThat(row.waitForModerator()).isTrue();
        assertThat(row.endWithModerator()).isFalse();
        assertThat(row.announce()).isEqualTo(Announce.CHIME);
        assertThat(row.maxMembers()).isEqualTo(50);
        assertThat(room("Open").maxMembers()).isEqualTo(20);
        assertThat(store.list(Resources.EXTENSIONS, acme(), null, 10, Map.of())
                        .rows()
                        .getFirst()
                        .row()
                        .dest()
                        .id())
                .isEqualTo(row.id());
    }

    @Test
    void pins_are_kept_sealed_and_the_same_again_changes_nothing() {
        Conference row = room("Standup");

        assertThat(row.pin()).doesNotContain("4711");
        assertThat(store.secrets().open(String.valueOf(row.pin()), row.id())).isEqualTo("4711");
        assertThat(store.secrets().open(String.valueOf(row.moderatorPin()), row.id()))
                .isEqualTo("471100");
        assertThat(ConfigFile.parse(STANDUP).plan(store, "test").changesAnything())
                .isFalse();
    }

    @Test
    void what_is_exported_with_its_secrets_changes_nothing_when_it_is_applied() {
        String exported = ConfigExport.yaml(store, true);

        assertThat(exported).contains("pin: \"4711\"", "dest: \"Standup\"");
        assertThat(ConfigFile.parse(exported).plan(store, "test").changesAnything())
                .isFalse();
        assertThat(ConfigExport.yaml(store, false)).doesNotContain("pin:");
    }

    @Test
    void a_pin_can_be_taken_away() {
        store.update(Resources.CONFERENCES, acme(), room("Standup").id(), Edit.merge(json("{'pin': null}")), "test");

        assertThat(room("Standup").pin()).isNull();
        assertThat(room("Standup").moderatorPin()).isNotNull();
    }

    @Test
    void what_does_not_fit_is_refused_by_its_field() {
        assertThat(refusedFields("{'name': 'A', 'max_members': 51}")).containsExactly("max_members");
        assertThat(refusedFields("{'name': 'A', 'max_members': 1}")).containsExactly("max_members");
        assertThat(refusedFields("{'name': 'Open'}")).containsExactly("name");
        assertThat(refusedFields("{'name': 'A', 'pin': '123'}")).containsExactly("pin");
        assertThat(refusedFields("{'name': 'A', 'pin': 1234}")).containsExactly("pin");
        assertThat(refusedFields("{'name': 'A', 'wait_for_moderator': true}")).containsExactly("moderator_pin");
        assertThat(refusedFields("{'name': 'A', 'end_with_moderator': true}")).containsExactly("moderator_pin");
        assertThat(refusedFields("{'name': 'A', 'pin': '1234', 'moderator_pin': '1234'}"))
                .containsExactly("moderator_pin");
        assertThat(refusedFields("{'name': 'A', 'announce': 'trumpet'}")).containsExactly("announce");
    }

    @Test
    void a_room_that_is_led_to_cannot_go() {
        ConfigRefused refused = catchThrowableOfType(
                ConfigRefused.class,
                () -> store.delete(
                        Resources.CONFERENCES, acme(), room("Standup").id(), null, "test"));

        assertThat(refused.errors()).extracting(FieldError::message).anyMatch(it -> it.contains("extension"));
    }

    private List<String> refusedFields(String document) {
        ObjectNode given = json(document);
        return catchThrowableOfType(
                        ConfigRefused.class, () -> store.create(Resources.CONFERENCES, acme(), given, "test"))
                .errors()
                .stream()
                .map(FieldError::field)
                .toList();
    }

    private String acme() {
        return store.accounts(null, null, 1).rows().getFirst().row().id();
    }

    private Conference room(String name) {
        return store.list(Resources.CONFERENCES, acme(), null, 10, Map.of("name", name))
                .rows()
                .getFirst()
                .row();
    }
}
