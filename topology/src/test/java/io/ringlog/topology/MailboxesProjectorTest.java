package io.ringlog.topology;

import static io.ringlog.topology.TestBrain.ACCOUNT;
import static io.ringlog.topology.TestBrain.AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;
import io.ringlog.domain.journal.VoicemailEvent.GreetingRecorded;
import io.ringlog.domain.journal.VoicemailEvent.GreetingRemoved;
import io.ringlog.kernel.Because;
import io.ringlog.topology.views.LiveMailbox;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxesProjectorTest {
    private final Driver driver = new Driver(ViewsTopology.build(1), AT);
    private int offset;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void a_mailbox_is_shown_with_the_greetings_that_were_recorded_until_the_last_is_gone() {
        see(new GreetingRecorded("vm_1", "call_1", GreetingKind.NAME, 900, 14_444, "acc/n.wav"));
        see(new GreetingRecorded("vm_1", "call_1", GreetingKind.BUSY, 4_000, 64_044, "acc/b.wav"));
        see(new GreetingRecorded("vm_1", "call_1", GreetingKind.NAME, 800, 12_844, "acc/m.wav"));

        assertThat(rows().getFirst().greetings())
                .extracting(LiveMailbox.Greeting::kind, LiveMailbox.Greeting::objectKey)
                .containsExactly(tuple(GreetingKind.BUSY, "acc/b.wav"), tuple(GreetingKind.NAME, "acc/m.wav"));

        see(new GreetingRemoved("vm_1", GreetingKind.BUSY, "acc/b.wav"));
        see(new GreetingRemoved("vm_1", GreetingKind.NAME, "acc/m.wav"));
        assertThat(rows()).isEmpty();
    }

    private void see(Event event) {
        var record = new EventRecord(
                "0-" + offset + "-0", ACCOUNT, null, 0, AT, "0-" + offset++, "v", event, Because.of("test"));
        driver.into(Topics.EVENTS.name()).pipeInput(ACCOUNT, Codecs.EVENT.encode(record), AT);
    }

    private List<LiveMailbox> rows() {
        return List.copyOf(driver.<LiveMailbox>store(Names.MAILBOXES).all());
    }
}
