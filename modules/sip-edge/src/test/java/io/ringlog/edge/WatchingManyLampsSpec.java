package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Lamp;
import io.ringlog.domain.journal.Light;
import io.ringlog.domain.journal.SourcesSeen;
import io.ringlog.domain.journal.WatchAsked;
import io.ringlog.domain.journal.WatchCommand.AnswerWatch;
import io.ringlog.domain.journal.WatchCommand.ShowLamp;
import io.ringlog.testkit.sip.PeerDigest;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand subscriptions at one edge: twenty phones, each with a panel of the same fifty lamps. */
class WatchingManyLampsSpec {

    private static final int PHONES = 20;
    private static final int LAMPS = 50;
    private static final Light DARK = new Light.Dialogs(List.of());
    private static final Light LIT =
            new Light.Dialogs(List.of(new Light.Dialog("c1", true, true, false, "4930", null)));

    @TempDir
    Path folder;

    private EdgeRig rig;
    private final List<SipPeer> phones = new ArrayList<>();

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder);
        IntStream.range(0, PHONES).forEach(n -> phones.add(rig.phone("p" + n)));
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private static Lamp lamp(int n) {
        return Lamp.ofUser("us_" + n);
    }

    private static SipText subscribe(SipPeer phone, int lamp, long cseq) {
        return new SipText("SUBSCRIBE " + EdgeRig.uri("u" + lamp) + " SIP/2.0", List.of(), "")
                .with("Via", phone.via())
                .with("From", "<" + EdgeRig.uri(phone.user()) + ">;tag=1")
                .with("To", "<" + EdgeRig.uri("u" + lamp) + ">")
                .with("Call-ID", phone.user() + "-" + lamp)
                .with("CSeq", cseq + " SUBSCRIBE")
                .with("Contact", "<" + phone.contactUri() + ">")
                .with("Event", "dialog");
    }

    /** All of them are answered and told for the first time when this returns. */
    private void watchAll() throws Exception {
        for (SipPeer phone : phones) {
            SipText challenge = phone.request(subscribe(phone, 0, 1));
            for (int lamp = 0; lamp < LAMPS; lamp++) {
                SipText bare = subscribe(phone, lamp, 2);
                SipText proven =
                        bare.with("Authorization", PeerDigest.answer(challenge, "MD5", phone.user(), "secret", bare));
                Future<SipText> answer =
                        CompletableFuture.supplyAsync(() -> phone.request(proven), Thread::startVirtualThread);
                String asked = rig.log.await(WatchAsked.class).requestId();
                rig.log.command(new AnswerWatch(asked, 200, "OK", 3600, null, null, lamp(lamp), DARK, null));
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
        until(() -> phones.stream().allMatch(it -> told(it).size() == LAMPS));
    }

    /** All NOTIFYs so far, without repeats. */
    private static List<String> told(SipPeer phone) {
        return phone.conversation().stream()
                .filter(it -> it.startsWith("<-- NOTIFY"))
                .distinct()
                .toList();
    }

    private long owed() {
        return rig.edge.status().counters().get("watches.owed");
    }

    /** What the log was told of anybody but the machine itself. */
    private List<Input> facts() {
        return rig.log.inputs().stream()
                .filter(it -> !(it instanceof SourcesSeen))
                .toList();
    }

    private static void until(BooleanSupplier met) {
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!met.getAsBoolean()) {
            assertThat(System.nanoTime()).as("15 s have passed").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void they_cost_nothing_while_nothing_changes_and_a_change_is_told_to_those_who_watch_it() throws Exception {
        watchAll();
        until(() -> owed() == 0);
        List<Input> before = facts();

        IntStream.range(0, LAMPS).forEach(n -> rig.log.command(new ShowLamp(lamp(n), DARK)));
        rig.log.command(new ShowLamp(Lamp.ofUser("us_else"), LIT));
        rig.awaitCount("lamps.shown", LAMPS + 1);
        until(() -> owed() == 0);
        assertThat(phones).allSatisfy(it -> assertThat(told(it)).hasSize(LAMPS));

        rig.log.command(new ShowLamp(lamp(7), LIT));
        until(() -> phones.stream().allMatch(it -> told(it).size() > LAMPS));
        until(() -> owed() == 0);
        assertThat(phones)
                .allSatisfy(it -> assertThat(told(it))
                        .hasSize(LAMPS + 1)
                        .last()
                        .asString()
                        .contains("Call-ID: " + it.user() + "-7\r\n", "version=\"1\"", "entity=\"sip:u7@acme.test\""));
        assertThat(rig.edge.status().counters()).containsEntry("watches.live", (long) PHONES * LAMPS);
        assertThat(facts()).isEqualTo(before);
    }
}
