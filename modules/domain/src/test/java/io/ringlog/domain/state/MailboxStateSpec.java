package io.ringlog.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.VoicemailEvent.Status;
import io.ringlog.domain.state.MailboxState.Message;
import io.ringlog.domain.state.MailboxState.Pending;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MailboxStateSpec {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    private static final MailboxState EMPTY = MailboxState.empty("acc_1", "vm_1");

    private static Pending pending(String id) {
        return new Pending(id, "cmd-" + id, "c1", "49", null, NOON);
    }

    private static Message message(String id, Status status) {
        return new Message(id, "c1", "49", null, NOON, 1_000, 16_044, "key-" + id, "edge1", status, null, null);
    }

    @Test
    void a_recording_under_way_is_found_by_its_id_and_by_that_of_its_command() {
        MailboxState box = EMPTY.recording(pending("r1")).recording(pending("r2"));

        assertThat(box.pending("r2")).contains(pending("r2"));
        assertThat(box.pending("cmd-r1")).contains(pending("r1"));
        assertThat(box.pending("r3")).isEmpty();
        assertThat(box.without(pending("r1")).pending()).containsExactly(pending("r2"));
        assertThat(box.isEmpty()).isFalse();
        assertThat(EMPTY.isEmpty()).isTrue();
    }

    @Test
    void what_is_deleted_is_counted_apart_and_is_not_there() {
        Message deleted = message("m2", Status.NEW).with(Status.NEW, NOON);
        MailboxState box = EMPTY.plus(message("m1", Status.NEW)).plus(deleted).plus(message("m3", Status.HEARD));

        assertThat(box.ids(Status.NEW)).containsExactly("m1");
        assertThat(box.ids(Status.HEARD)).containsExactly("m3");
        assertThat(box.has("m1")).isTrue();
        assertThat(box.has("m2")).isFalse();
        assertThat(box.has("m4")).isFalse();
        assertThat(box.counts().deletedMessages()).isEqualTo(1);
        assertThat(box.isEmpty()).isFalse();
    }

    @Test
    void one_message_changes_and_the_others_stay() {
        MailboxState box = EMPTY.plus(message("m1", Status.NEW)).plus(message("m2", Status.NEW));

        MailboxState heard = box.with(message("m1", Status.HEARD));

        assertThat(heard.ids(Status.HEARD)).containsExactly("m1");
        assertThat(heard.ids(Status.NEW)).containsExactly("m2");
        assertThat(heard.without(message("m1", Status.HEARD)).messages()).containsExactly(message("m2", Status.NEW));
    }
}
