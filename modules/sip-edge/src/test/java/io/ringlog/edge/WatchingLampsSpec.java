package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Lamp;
import io.ringlog.domain.journal.Light;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SUBSCRIBE from the phone to the log and back, and whoever is told of a lamp. */
class WatchingLampsSpec {

    private static final Lamp BEN = Lamp.ofUser("us_ben");
    private static final Light DARK = new Light.Dialogs(List.of());
    private static final Light LIT =
            new Light.Dialogs(List.of(new Light.Dialog("c1", true, true, false, "4930", null)));

    @TempDir
    Path folder;

    private EdgeRig rig;
    private SipPeer phone;
    private long cseq;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder);
        phone = rig.phone("alice");
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private SipText subscribe(String callId, String uri) {
        cseq++;
        return new SipText("SUBSCRIBE " + uri + " SIP/2.0", List.of(), "")
                .with(
                        "Via",
                        "SIP/2.0/UDP 127.0.0.1:" + phone.localPort() + ";rport;branch=z9hG4bKs" + System.nanoTime())
                .with("From", "<sip:alice@acme.test>;tag=1")
                .with("To", "<" + uri + ">")
                .with("Call-ID", callId)
                .with("CSeq", cseq + " SUBSCRIBE")
                .with("Contact", "<" + phone.contactUri() + ">")
                .with("Event", "dialog");
    }

    private Future<SipText> sent(String callId, String uri) {
        SipText challenge = phone.request(subscribe(callId, uri));
        assertThat(challenge.status()).isEqualTo(401);
        SipText again = subscribe(callId, uri);
        SipText proven = again.with("Authorization", PeerDigest.answer(challenge, "MD5", "alice", "secret", again));
        return CompletableFuture.supplyAsync(() -> phone.request(proven), Thread::startVirtualThread);
    }

    private SipText granted(String callId, String uri) throws Exception {
        Future<SipText> answer = sent(callId, uri);
        WatchAsked asked = rig.log.await(WatchAsked.class);
        assertThat(asked.domain()).isEqualTo("acme.test");
        assertThat(asked.target()).isEqualTo("ben");
        assertThat(asked.expiresSec()).isEqualTo(3600);
        rig.log.command(new AnswerWatch(asked.requestId(), 200, "OK", 3600, null, null, BEN, DARK, null));
        return answer.get();
    }

    private List<SipText> told(int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (notifies().size() < count && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return notifies();
    }

    private List<SipText> notifies() {
        return phone.conversation().stream()
                .filter(it -> it.startsWith("<-- NOTIFY"))
                .map(it -> SipText.parse(it.substring(4)))
                .distinct()
                .toList();
    }

    @Test
    void whoever_watches_a_lamp_is_told_of_it_and_of_no_other() throws Exception {
        assertThat(granted("s1", "sip:ben@acme.test").status()).isEqualTo(200);
        assertThat(granted("s2", "sip:ben@127.0.0.1").status()).isEqualTo(200);
        assertThat(rig.edge.status().counters()).containsEntry("watches.live", 2L);
        told(2);
        rig.log.command(new ShowLamp(Lamp.ofUser("us_else"), LIT));
        rig.log.command(new ShowLamp(BEN, LIT));
        List<SipText> told = told(4);
        assertThat(told).hasSize(4);
        assertThat(told.subList(2, 4))
                .allSatisfy(
                        it -> assertThat(it.body()).contains("version=\"1\"", "confirmed", "direction=\"initiator\""));
    }

    @Test
    void a_phone_that_copes_with_changes_alone_is_told_those() throws Exception {
        Future<SipText> answer = sent("s1", "sip:ben@acme.test");
        String asked = rig.log.await(WatchAsked.class).requestId();
        rig.log.command(new AnswerWatch(asked, 200, "OK", 3600, null, null, BEN, DARK, true));
        assertThat(answer.get().status()).isEqualTo(200);
        told(1);
        rig.log.command(new ShowLamp(BEN, LIT));
        List<SipText> told = told(2);
        assertThat(told.getFirst().body()).contains("state=\"full\"");
        assertThat(told.getLast().body()).contains("state=\"partial\"", "confirmed");
    }

    @Test
    void a_refusal_tells_its_code_and_a_wrong_password_is_challenged_again() throws Exception {
        Future<SipText> nobody = sent("s1", "sip:nobody@acme.test");
        String first = rig.log.await(WatchAsked.class).requestId();
        rig.log.command(new AnswerWatch(first, 404, "Not Found", null, null, "watch.no-such-target", null, null, null));
        assertThat(nobody.get().status()).isEqualTo(404);
        assertThat(nobody.get().header("Warning")).isEqualTo("399 ringlog \"watch.no-such-target\"");

        Future<SipText> brief = sent("s2", "sip:ben@acme.test");
        String second = rig.log.await(WatchAsked.class).requestId();
        rig.log.command(
                new AnswerWatch(second, 423, "Interval Too Brief", null, 60, "watch.too-brief", null, null, null));
        assertThat(brief.get().header("Min-Expires")).isEqualTo("60");

        Future<SipText> wrong = sent("s3", "sip:ben@acme.test");
        String third = rig.log.await(WatchAsked.class).requestId();
        rig.log.command(new AnswerWatch(third, 401, "Unauthorized", null, null, "auth.wrong", null, null, null));
        assertThat(wrong.get().header("WWW-Authenticate")).contains("realm=\"acme.test\"");
    }

    @Test
    void a_device_watches_so_many_lamps_and_no_more() throws Exception {
        for (int n = 0; n < 64; n++) {
            assertThat(granted("s" + n, "sip:ben@acme.test").status()).isEqualTo(200);
        }
        SipText refused = sent("s64", "sip:ben@acme.test").get();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("10");
    }

    @Test
    void those_that_are_asked_for_at_once_count_as_they_are_granted() throws Exception {
        for (int n = 0; n < 62; n++) {
            granted("s" + n, "sip:ben@acme.test");
        }
        List<Future<SipText>> answers = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        for (int n = 62; n < 66; n++) {
            answers.add(sent("s" + n, "sip:ben@acme.test"));
            asked.add(rig.log.await(WatchAsked.class).requestId());
        }
        asked.forEach(id -> rig.log.command(new AnswerWatch(id, 200, "OK", 3600, null, null, BEN, DARK, null)));
        List<Integer> statuses = new ArrayList<>();
        for (Future<SipText> answer : answers) {
            statuses.add(answer.get().status());
        }
        assertThat(statuses).containsExactly(200, 200, 503, 503);
        assertThat(rig.edge.status().counters()).containsEntry("watches.live", 64L);
    }

    @Test
    void an_edge_that_began_anew_knows_no_watcher() throws Exception {
        SipText ok = granted("s1", "sip:ben@acme.test");
        rig.restart();
        SipPeer same = rig.phone("alice");
        SipText refresh = subscribe("s1", "sip:ben@acme.test");
        SipText within = SipText.parse(refresh.toString().replace("To: <sip:ben@acme.test>", "To: " + ok.header("To")));
        assertThat(same.request(within).status()).isEqualTo(481);
    }

    @Test
    void a_domain_that_nobody_serves_is_not_found() {
        SipText foreign = subscribe("s1", "sip:ben@nowhere.test");
        SipText stranger = SipText.parse(foreign.toString().replace("sip:alice@acme.test", "sip:alice@nowhere.test"));
        assertThat(phone.request(stranger).status()).isEqualTo(404);
    }
}
