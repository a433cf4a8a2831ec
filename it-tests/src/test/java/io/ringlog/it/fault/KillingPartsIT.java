package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallParked;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Outgoing.EventRecord;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The brain or the edge dies while people confer, wait, speak, are recorded, pass each other on or just call: nothing
 * is left over and what was said is kept. What was killed is there again after each test, and serves the next.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillingPartsIT {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final long THREE_SECONDS_OF_PACKETS = 150;

    private final int sipPort = FreePorts.one();
    private final Set<String> before = new HashSet<>();
    private Cluster cluster;
    private Child edge;
    private Child brain;
    private String account;
    private Phone[] phones;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        cluster = new Cluster(folder);
        cluster.start("log", "kafka,watch,api");
        edge = cluster.launch("edge", "edge", "sip.port=" + sipPort);
        brain = cluster.start("brain", "brain");
        edge.awaitReady();
        account = cluster.apply("log");
    }

    @AfterAll
    void close() throws Exception {
        cluster.close();
    }

    @BeforeEach
    void phones() {
        var at = new InetSocketAddress(Cluster.HOST, sipPort);
        phones = new Phone[Tenant.USERS];
        for (int i = 0; i < phones.length; i++) {
            phones[i] = Tenant.phone("u" + i, 400 + 200 * i, at);
        }
        aftermath().events().forEach(it -> before.add(it.id()));
    }

    @AfterEach
    void leave() {
        List.of(phones).forEach(phone -> phone.sip().unregister());
        List.of(phones).forEach(Phone::close);
    }

    @Test
    void killing_the_brain_loses_and_doubles_nothing() throws Exception {
        cluster.proving("kill-brain", () -> underLoad().kill(brain, false));
    }

    @Test
    void killing_the_edge_ends_its_calls_and_frees_what_they_held() throws Exception {
        cluster.proving("kill-edge", () -> underLoad().kill(edge, true));
    }

    private UnderLoad underLoad() {
        return new UnderLoad(cluster, account, "log", sipPort);
    }

    @Test
    void who_is_passed_on_while_the_brain_dies_talks_to_whom_they_were_passed_on_to() throws Exception {
        cluster.proving("transfers-kill-brain", () -> {
            List.of(phones).forEach(Tenant::register);
            var transfers = Transfers.begin(phones);
            brain.kill();
            transfers.passOn();
            brain.again();
            transfers.come();
            transfers.hangUp();
            aftermath().holds();
            assertThat(ended()).isSubsetOf("caller.hung-up", "call.transferred", "talk.deserted");
        });
    }

    @Test
    void who_is_passed_on_while_the_edge_dies_is_held_by_nothing() throws Exception {
        cluster.proving("transfers-kill-edge", () -> {
            List.of(phones).forEach(Tenant::register);
            Transfers.begin(phones).passOn();
            edge.kill();
            await("the calls of the edge end").atMost(LONG).until(() -> ended().contains("edge_lost"));
            edge.again();
            aftermath().holds();
            assertThat(ended()).isSubsetOf("edge_lost", "call.transferred");
        });
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
            lampIsRight();
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
            lampIsRight();
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
        assertThat(Transfers.refer(parks, Tenant.LOT).status())
                .as("the answer to a REFER to the lot")
                .isEqualTo(202);
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
                .until(() -> !calls(RecordingStarted.class).isEmpty());
        return scene;
    }

    /** Every call has one end, nobody holds anything, the message is there, and the journal says the same again. */
    private void left(Set<String> causes, RecordingEnd end) throws IOException {
        aftermath().holds();
        taped(end);
        assertThat(calls(CallParked.class)).hasSize(1);
        await("the message is left")
                .atMost(LONG)
                .until(() -> !calls(MessageLeft.class).isEmpty());
        assertThat(calls(MessageLeft.class)).hasSize(1);
        assertThat(ended()).isEqualTo(causes);
        Granules now = Granules.committed(cluster.clients());
        assertThat(now.of(Room.class)).as("rooms that somebody is in").isEmpty();
        assertThat(now.of(MailboxState.class).flatMap(it -> it.pending().stream()))
                .as("recordings under way")
                .isEmpty();
    }

    /** Whose mailbox it is sees every message that was left since the platform began, also before the restart. */
    private void lampIsRight() {
        assertThat(Waiting.messages(phones[Tenant.KEEPS_BOX]))
                .isEqualTo(aftermath().calls(MessageLeft.class).size());
    }

    /** The file is as long as the log says, and its head says so too: whoever plays it hears all that is in it. */
    private void taped(RecordingEnd end) throws IOException {
        await("the recording is kept")
                .atMost(LONG)
                .until(() -> !calls(RecordingKept.class).isEmpty());
        RecordingKept kept = told().stream()
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

    /** The events of this test. */
    private List<EventRecord> told() {
        return aftermath().events().stream()
                .filter(it -> !before.contains(it.id()))
                .toList();
    }

    private List<String> calls(Class<?> type) {
        return Aftermath.calls(told(), type);
    }

    private Set<String> ended() {
        Set<String> causes = new TreeSet<>();
        told().stream()
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
