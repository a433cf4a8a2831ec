package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallParked;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.RecordingEvent.RecordingKept;
import io.ringlog.domain.journal.RecordingEvent.RecordingStarted;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.Room;
import io.ringlog.it.client.FreePorts;
import io.ringlog.media.audio.WavWriter;
import io.ringlog.testkit.phone.Phone;
import io.ringlog.testkit.sip.PeerCall;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two confer, one is parked, one speaks to a mailbox, two are recorded: the brain or the edge dies, nothing is left
 * over and what was said is kept.
 */
class KillingRoomsIT {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final long THREE_SECONDS_OF_PACKETS = 150;

    @TempDir
    Path folder;

    private final int sipPort = FreePorts.one();
    private Cluster cluster;
    private Child edge;
    private Child brain;
    private Phone[] phones;

    @BeforeEach
    void start() throws Exception {
        cluster = new Cluster(folder);
        cluster.start("log", "kafka,watch,api");
        edge = cluster.launch("edge", "edge", "sip.port=" + sipPort);
        brain = cluster.start("brain", "brain");
        edge.awaitReady();
        cluster.apply("log");
        var at = new InetSocketAddress(Cluster.HOST, sipPort);
        phones = new Phone[Tenant.USERS];
        for (int i = 0; i < phones.length; i++) {
            phones[i] = Tenant.phone("u" + i, 400 + 200 * i, at);
        }
    }

    @AfterEach
    void close() throws Exception {
        List.of(phones).forEach(Phone::close);
        cluster.close();
    }

    @Test
    void who_confers_waits_or_speaks_does_not_notice_that_the_brain_dies() throws Exception {
        cluster.proving("rooms-kill-brain", () -> {
            Scene scene = begin();
            brain.kill();
            brain.again();
            await("all of it goes on").atMost(LONG).until(scene::goesOn);
            scene.speaks();
            scene.all().forEach(call -> assertThat(call.hangUp().status()).isEqualTo(200));
            left(Set.of("caller.hung-up"), RecordingEnd.HANGUP);
        });
    }

    @Test
    void what_an_edge_held_when_it_dies_is_ended_and_what_was_said_is_kept() throws Exception {
        cluster.proving("rooms-kill-edge", () -> {
            Scene scene = begin();
            scene.speaks();
            edge.kill();
            await("the calls of the edge end").atMost(LONG).until(() -> ended().contains("edge_lost"));
            edge.again();
            left(Set.of("edge_lost"), RecordingEnd.FAILED);
        });
    }

    /** What all phones do at once; {@code passed} is the call whose other party has left. */
    private record Scene(
            Phone[] phones, PeerCall one, PeerCall other, PeerCall parked, PeerCall speaking, PeerCall taped) {

        boolean goesOn() {
            return phones[0].hears(phones[1])
                    && phones[1].hears(phones[0])
                    && phones[3].hears(phones[5])
                    && phones[5].hears(phones[3])
                    && phones[2].rtp().hearsAnything();
        }

        void speaks() {
            long before = phones[4].rtp().sent();
            await("a message of three seconds")
                    .atMost(LONG)
                    .until(() -> phones[4].rtp().sent() > before + THREE_SECONDS_OF_PACKETS);
        }

        List<PeerCall> all() {
            return List.of(one, other, parked, speaking, taped);
        }
    }

    private Scene begin() {
        List.of(phones).forEach(Tenant::register);
        PeerCall one = answered(phones[0], Tenant.ROOM);
        PeerCall other = answered(phones[1], Tenant.ROOM);
        PeerCall parked = answered(phones[2], Tenant.extension(3));
        PeerCall parks = phones[3].sip().awaitIncoming();
        parks.awaitAcknowledged();
        int status = phones[3]
                .sip()
                .request(parks.nextInside("REFER")
                        .with("Contact", "<" + phones[3].sip().contactUri() + ">")
                        .with("Refer-To", "<sip:" + Tenant.LOT + "@" + Tenant.DOMAIN + ">"))
                .status();
        assertThat(status).as("the answer to a REFER to the lot").isEqualTo(202);
        parks.awaitEnded();
        PeerCall speaking = answered(phones[4], Tenant.BOX);
        await("the mailbox begins to record")
                .atMost(LONG)
                .until(() -> Granules.committed(cluster.clients())
                        .of(MailboxState.class)
                        .anyMatch(it -> !it.pending().isEmpty()));
        PeerCall taped = answered(phones[5], Tenant.TAPED);
        var scene = new Scene(phones, one, other, parked, speaking, taped);
        await("they confer, one is parked, two talk").atMost(LONG).until(scene::goesOn);
        await("the two are recorded")
                .atMost(LONG)
                .until(() -> !aftermath().calls(RecordingStarted.class).isEmpty());
        return scene;
    }

    /** Every call has one end, nobody holds anything, the message is there, and the journal says the same again. */
    private void left(Set<String> causes, RecordingEnd end) throws IOException {
        Aftermath aftermath = aftermath();
        aftermath.holds();
        taped(aftermath, end);
        assertThat(aftermath.calls(CallParked.class)).hasSize(1);
        await("the message is left")
                .atMost(LONG)
                .until(() -> !aftermath.calls(MessageLeft.class).isEmpty());
        assertThat(aftermath.calls(MessageLeft.class)).hasSize(1);
        assertThat(ended()).isEqualTo(causes);
        Granules now = Granules.committed(cluster.clients());
        assertThat(now.of(Room.class)).as("rooms that somebody is in").isEmpty();
        assertThat(now.of(MailboxState.class).flatMap(it -> it.pending().stream()))
                .as("recordings under way")
                .isEmpty();
    }

    /** The file is as long as the log says, and its head says so too: whoever plays it hears all that is in it. */
    private void taped(Aftermath aftermath, RecordingEnd end) throws IOException {
        await("the recording is kept")
                .atMost(LONG)
                .until(() -> !aftermath.calls(RecordingKept.class).isEmpty());
        RecordingKept kept = aftermath.events().stream()
                .map(it -> it.event())
                .filter(RecordingKept.class::isInstance)
                .map(RecordingKept.class::cast)
                .reduce((one, other) -> fail("two recordings: %s, %s", one, other))
                .orElseThrow();
        assertThat(kept.end()).isEqualTo(end);
        assertThat(kept.durationMs()).isGreaterThan(1_000);
        Path file = cluster.data("edge").resolve("recordings").resolve(kept.objectKey());
        ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(wav.capacity()).isEqualTo(Math.toIntExact(kept.sizeBytes()));
        assertThat(wav.getInt(WavWriter.HEADER_BYTES - 4)).isEqualTo(wav.capacity() - WavWriter.HEADER_BYTES);
    }

    private Aftermath aftermath() {
        return new Aftermath(cluster.clients(), cluster.settings("log"));
    }

    private Set<String> ended() {
        Set<String> causes = new TreeSet<>();
        aftermath().events().stream()
                .map(it -> it.event())
                .filter(CallEnded.class::isInstance)
                .forEach(it -> causes.add(((CallEnded) it).cause()));
        return causes;
    }

    private static PeerCall answered(Phone caller, String number) {
        PeerCall call = caller.call(number);
        call.awaitAnswered();
        return call;
    }
}
