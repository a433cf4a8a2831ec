package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferringToRowsSpec {

    @TempDir
    Path folder;

    private ConfigStore store;
    private String acme;

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
    void a_target_must_exist_in_the_same_account() {
        String other = store.createAccount(null, json("{'name': 'Other'}"), "test")
                .row()
                .id();
        String theirs = store.create(Resources.USERS, other, json("{'username': '7'}"), "test")
                .row()
                .id();
        var document = json("{'e164': '+12025550123', 'dest_kind': 'user', 'dest_id': '" + theirs + "'}");

        assertThat(refusal(() -> store.create(Resources.DIDS, acme, document, "test"))
                        .errors())
                .containsExactly(new FieldError(
                        "dest_id", "config.dest-not-found", "there is no user " + theirs + " in this account"));
        assertThat(store.list(Resources.DIDS, acme, null, 10, Map.of()).rows()).isEmpty();
    }

    @Test
    void a_target_of_a_kind_that_has_no_rows_is_refused() {
        var document = json("{'e164': '12025550123', 'dest_kind': 'voicemail', 'dest_id': 'vm_1'}");

        assertThat(refusal(() -> store.create(Resources.DIDS, acme, document, "test"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("dest_id");
    }

    @Test
    void a_target_without_its_kind_is_refused_by_the_name_of_the_field() {
        var did = json("{'e164': '12025550123', 'dest_id': 'us_1', 'dest_xform': {'lang': 'de'}}");
        var extension = json("{'digits': '1', 'closed_dest_id': 'us_1'}");

        assertThat(refusal(() -> store.create(Resources.DIDS, acme, did, "test"))
                        .errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(
                        tuple("dest_id", "config.dest-without-kind"), tuple("dest_xform", "config.dest-without-kind"));
        assertThat(refusal(() -> store.create(Resources.EXTENSIONS, acme, extension, "test"))
                        .errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(
                        tuple("dest_kind", "config.required"), tuple("closed_dest_id", "config.dest-without-kind"));
    }

    @Test
    void a_sound_that_is_not_there_is_refused_by_the_name_of_its_field() {
        var queue = json("{'name': 'Q', 'moh_mode': 'file', 'moh_media_id': 'gone'}");
        var flow = json("{'name': 'F', 'draft': {'edges': [], 'nodes': [{'id': 'm', 'data': {'kind': 'menu',"
                + " 'promptAudioId': 'welcome', 'invalidAudioId': 'gone', 'maxDigits': 1}}]}}");

        assertThat(refusal(() -> store.create(Resources.QUEUES, acme, queue, "test"))
                        .errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("moh_media_id", "config.media-not-found"));
        assertThat(refusal(() -> store.create(Resources.FLOWS, acme, flow, "test"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("draft.nodes[m].data.invalidAudioId");
    }

    @Test
    void what_is_referred_to_cannot_go_and_says_who_refers() {
        String user = store.create(Resources.USERS, acme, json("{'username': '1001'}"), "test")
                .row()
                .id();
        var extension = json("{'digits': '1001', 'dest_kind': 'user', 'dest_id': '" + user + "'}");
        String ext = store.create(Resources.EXTENSIONS, acme, extension, "test")
                .row()
                .id();

        ConfigRefused refused = refusal(() -> store.delete(Resources.USERS, acme, user, null, "test"));

        assertThat(refused.kind()).isEqualTo(ConfigRefused.Kind.IN_USE);
        assertThat(refused.errors())
                .extracting(FieldError::message)
                .containsExactly("is used by extension " + ext + " in dest_id");
        store.delete(Resources.EXTENSIONS, acme, ext, null, "test");
        store.delete(Resources.USERS, acme, user, null, "test");
        assertThat(store.find(Resources.USERS, acme, user)).isEmpty();
    }

    private static ConfigRefused refusal(ThrowingCallable attempt) {
        return catchThrowableOfType(ConfigRefused.class, attempt);
    }
}
