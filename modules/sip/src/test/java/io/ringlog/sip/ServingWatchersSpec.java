package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.WatchMissed;
import io.ringlog.sip.SipFact.WatchOver;
import io.ringlog.sip.SipFact.WatchReceived;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerDigest;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SUBSCRIBE, challenged by the node and decided elsewhere, and what a watcher is told (RFC 6665). */
class ServingWatchersSpec {

    private static final Notice DARK = new Notice.Dialogs(List.of());
    private static final Notice RINGS = dialogs(false, false);
    private static final Notice TALKS = dialogs(true, false);

    private final TestEdge edge = new TestEdge();
    private final SipPeer phone = edge.phone("alice");
    private long cseq;
    private String contact = phone.contactUri();
    private @Nullable String behind;

    @AfterEach
    void close() {
        edge.close();
    }

    private static Notice dialogs(boolean confirmed, boolean held) {
        return new Notice.Dialogs(List.of(new Notice.Dialog("c1", confirmed, false, held, "anna", "Anna <1>")));
    }

    /** As a phone sends it, without what may be missing: Accept and Expires. */
    private SipText subscribe(String callId, String to, String event) {
        cseq++;
        SipText bare = new SipText("SUBSCRIBE sip:102@acme.test SIP/2.0", List.of(), "")
                .with(
                        "Via",
                        "SIP/2.0/UDP 127.0.0.1:" + phone.localPort() + ";rport;branch=z9hG4bKs" + System.nanoTime())
                .with("From", "<sip:alice@acme.test>;tag=" + callId)
                .with("To", to)
                .with("Call-ID", callId)
                .with("CSeq", cseq + " SUBSCRIBE")
                .with("Contact", "<" + contact + ">")
                .with("Event", event);
        return behind == null
                ? bare
                : bare.with("Record-Route", behind)
                        .with("Via", "SIP/2.0/UDP 192.0.2.77;branch=z9hG4bKp" + System.nanoTime());
    }

    private SipText first(String callId, String event) {
        return subscribe(callId, "<sip:102@acme.test>", event);
    }

    private CompletableFuture<SipText> proven(String callId, String to, String event) {
        SipText challenge = phone.request(subscribe(callId, to, event));
        assertThat(challenge.status()).isEqualTo(401);
        SipText again = subscribe(callId, to, event);
        SipText proven =
                again.with("Authorization", PeerDigest.answer(challenge, "MD5", "alice", TestEdge.PASSWORD, again));
        return CompletableFuture.supplyAsync(() -> phone.request(proven));
    }

    private SipText asked(String callId, String to, String event, WatchAnswer answer) {
        CompletableFuture<SipText> response = proven(callId, to, event);
        assertThat(edge.node.answerWatch(edge.await(WatchReceived.class).requestId(), answer))
                .isEqualTo(CommandOutcome.DONE);
        return response.join();
    }

    private SipText granted(String callId, String event, int seconds, Notice notice) {
        return granted(callId, event, seconds, notice, false);
    }

    private SipText granted(String callId, String event, int seconds, Notice notice, boolean partial) {
        SipText ok = asked(callId, "<sip:102@acme.test>", event, WatchAnswer.granted(seconds, notice, partial));
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.header("Expires")).isEqualTo(String.valueOf(seconds));
        return ok;
    }

    private String watchId() {
        return edge.seen.stream()
                .filter(WatchReceived.class::isInstance)
                .map(it -> ((WatchReceived) it).request().watchId())
                .toList()
                .getLast();
    }

    /** The bodies and headers of all NOTIFYs so far, without repeats, once there are as many. */
    private List<SipText> told(int count) {
        TestEdge.until(() -> notifies().size() >= count, () -> "told only " + notifies());
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
    void presence_says_whether_somebody_can_be_reached_and_is_on_the_phone() {
        granted("p1", "presence", 3600, new Notice.Presence(false, false));
        told(1);
        edge.node.changed(List.of(watchId()), new Notice.Presence(true, true));

        List<SipText> told = told(2);
        assertThat(told.getFirst().header("Event")).isEqualTo("presence");
        assertThat(told.getFirst().header("Content-Type")).isEqualTo("application/pidf+xml");
        assertThat(told.getFirst().body())
                .contains("entity=\"sip:102@acme.test\"", "<basic>closed</basic>")
                .doesNotContain("on-the-phone");
        assertThat(told.get(1).body()).contains("<basic>open</basic>", "<rpid:on-the-phone/>");
    }

    @Test
    void a_watcher_is_told_the_whole_state_at_once_and_with_each_change() {
        SipText ok = granted("s1", "dialog;id=7", 3600, DARK);
        told(1);
        edge.node.changed(List.of(watchId()), RINGS);
        told(2);
        edge.node.changed(List.of(watchId()), RINGS);
        edge.node.changed(List.of(watchId()), dialogs(true, true));

        List<SipText> told = told(3);
        assertThat(told).hasSize(3);
        assertThat(told.getFirst().header("Event")).isEqualTo("dialog;id=7");
        assertThat(told.getFirst().header("Subscription-State")).matches("active;expires=3[0-9]{3}");
        assertThat(told.getFirst().header("Content-Type")).isEqualTo("application/dialog-info+xml");
        assertThat(told.getFirst().fromTag()).isEqualTo(ok.toTag());
        assertThat(told.getFirst().body())
                .contains("version=\"0\" state=\"full\" entity=\"sip:102@acme.test\"")
                .doesNotContain("<dialog ");
        assertThat(told.get(1).body())
                .contains("version=\"1\"", "<dialog id=\"c1\" direction=\"recipient\"><state>early</state>")
                .contains("display=\"Anna &lt;1&gt;\">sip:anna@acme.test</identity>")
                .doesNotContain("rendering");
        assertThat(told.get(2).body())
                .contains("version=\"2\"", "<state>confirmed</state>")
                .contains("<param pname=\"+sip.rendering\" pvalue=\"no\"/>");
        assertThat(told).extracting(SipText::cseq).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_watcher_of_changes_is_told_all_when_it_asks_and_what_has_changed_between() {
        Notice.Dialog first = new Notice.Dialog("c1", true, false, false, "anna", null);
        Notice.Dialog second = new Notice.Dialog("c2", false, true, false, "ben", null);
        SipText ok = granted("s1", "dialog", 3600, new Notice.Dialogs(List.of(first)), true);
        told(1);
        edge.node.changed(List.of(watchId()), new Notice.Dialogs(List.of(first, second)));
        told(2);
        edge.node.changed(List.of(watchId()), new Notice.Dialogs(List.of(second)));
        told(3);
        asked("s1", ok.header("To"), "dialog", WatchAnswer.granted(600, new Notice.Dialogs(List.of(second)), true));

        List<SipText> told = told(4);
        assertThat(told.getFirst().body()).contains("version=\"0\" state=\"full\"", "id=\"c1\"");
        assertThat(told.get(1).body())
                .contains("version=\"1\" state=\"partial\"", "<dialog id=\"c2\" direction=\"initiator\"><state>early")
                .doesNotContain("c1");
        assertThat(told.get(2).body())
                .contains("version=\"2\" state=\"partial\"", "<dialog id=\"c1\" direction=\"recipient\">")
                .contains("<state>terminated</state></dialog>")
                .doesNotContain("c2");
        assertThat(told.get(3).body())
                .contains("version=\"3\" state=\"full\"", "id=\"c2\"")
                .doesNotContain("c1");
    }

    @Test
    void what_is_as_it_was_told_is_not_told_again() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        phone.behaving(new Answering(answer));
        SipText ok = granted("s1", "dialog", 3600, DARK);
        told(1);
        edge.node.changed(List.of(watchId()), RINGS);
        edge.node.changed(List.of(watchId()), DARK);
        answer.complete(200);
        long began = System.nanoTime();
        TestEdge.until(() -> System.nanoTime() - began > 1_500_000_000L, () -> "time stands still");
        asked("s1", ok.header("To"), "dialog", WatchAnswer.granted(600, DARK));
        assertThat(told(2))
                .hasSize(2)
                .last()
                .satisfies(it -> assertThat(it.body()).contains("version=\"1\""));
    }

    @Test
    void a_dialog_that_is_over_is_told_so_once() {
        granted("s1", "dialog", 3600, TALKS);
        told(1);
        edge.node.changed(List.of(watchId()), DARK);
        told(2);
        edge.node.changed(List.of(watchId()), RINGS);

        List<SipText> told = told(3);
        assertThat(told.get(1).body())
                .contains("state=\"full\"", "<dialog id=\"c1\" direction=\"recipient\"><state>terminated</state>");
        assertThat(told.get(2).body()).contains("early").doesNotContain("terminated");
    }

    @Test
    void one_notify_is_under_way_and_what_changes_meanwhile_is_told_once() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        phone.behaving(new Answering(answer));
        granted("s1", "dialog", 3600, DARK);
        told(1);
        edge.node.changed(List.of(watchId()), RINGS);
        edge.node.changed(List.of(watchId()), TALKS);
        answer.complete(200);

        List<SipText> told = told(2);
        assertThat(told).hasSize(2);
        assertThat(told.get(1).body()).contains("version=\"1\"", "confirmed");
    }

    @Test
    void of_many_changes_a_watcher_is_told_the_newest_and_no_more_than_one_a_second() {
        granted("s1", "dialog", 3600, DARK);
        told(1);
        long began = System.nanoTime();
        for (long spent = 0; spent < 1_500_000_000L; spent = System.nanoTime() - began) {
            edge.node.changed(List.of(watchId()), RINGS);
            edge.node.changed(List.of(watchId()), DARK);
            Thread.onSpinWait();
        }
        edge.node.changed(List.of(watchId()), TALKS);

        TestEdge.until(() -> notifies().getLast().body().contains("confirmed"), () -> "told at last " + notifies());
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        assertThat(notifies()).hasSizeLessThanOrEqualTo((int) seconds + 2);
    }

    @Test
    void a_watcher_behind_a_proxy_is_told_the_way_it_came_or_not_at_all() {
        behind = "<sip:127.0.0.1:" + phone.localPort() + ";lr>";
        granted("s1", "dialog", 3600, DARK);
        assertThat(told(1).getFirst().header("Route")).isEqualTo(behind);

        behind = "<sip:nobody.invalid;lr>";
        contact = "sip:alice@nobody.invalid";
        granted("s2", "dialog", 3600, DARK);
        edge.await(WatchOver.class);
        assertThat(edge.node.watches()).isEqualTo(1);
    }

    @Test
    void a_phone_that_knows_of_no_subscription_has_none() {
        phone.behaving(new Answering(CompletableFuture.completedFuture(481)));
        granted("s1", "dialog", 3600, DARK);
        assertThat(edge.await(WatchOver.class).watchId()).isEqualTo(watchId());
        assertThat(edge.node.watches()).isZero();
    }

    @Test
    void a_subscription_is_told_its_end_when_its_time_is_over() {
        granted("s1", "dialog", 1, RINGS);
        List<SipText> told = told(2);
        assertThat(told.get(1).header("Subscription-State")).isEqualTo("terminated;reason=timeout");
        assertThat(told.get(1).body()).contains("version=\"1\"", "early");
        edge.await(WatchOver.class);
        assertThat(edge.node.watches()).isZero();
    }

    @Test
    void whoever_asks_for_no_time_is_told_once() {
        granted("s1", "message-summary", 0, new Notice.Messages(2, 1));
        assertThat(told(1).getFirst().header("Subscription-State")).isEqualTo("terminated;reason=timeout");
        assertThat(told(1).getFirst().header("Content-Type")).isEqualTo("application/simple-message-summary");
        assertThat(told(1).getFirst().body())
                .isEqualTo("Messages-Waiting: yes\r\nMessage-Account: sip:102@acme.test\r\nVoice-Message: 2/1\r\n");
        edge.await(WatchOver.class);
    }

    @Test
    void a_refresh_goes_on_with_the_subscription_and_is_told_the_state() {
        SipText ok = granted("s1", "dialog", 3600, DARK);
        told(1);
        SipText again = asked("s1", ok.header("To"), "dialog", WatchAnswer.granted(600, TALKS));
        assertThat(again.header("Expires")).isEqualTo("600");
        assertThat(told(2).get(1).body()).contains("version=\"1\"", "confirmed");
        assertThat(edge.node.watches()).isEqualTo(1);

        SipText gone = asked("s1", ok.header("To"), "dialog", WatchAnswer.refused(404, "Not Found", Map.of(), null));
        assertThat(gone.status()).isEqualTo(404);
        assertThat(edge.node.watches()).isZero();
        assertThat(phone.request(subscribe("s1", ok.header("To"), "dialog")).status())
                .isEqualTo(481);
    }

    @Test
    void a_refresh_that_is_granted_when_its_subscription_has_ended_is_481() {
        SipText ok = granted("s1", "dialog", 3600, DARK);
        told(1);
        CompletableFuture<SipText> refresh = proven("s1", ok.header("To"), "dialog");
        String requestId = edge.await(WatchReceived.class).requestId();
        phone.behaving(new Answering(CompletableFuture.completedFuture(481)));
        edge.node.changed(List.of(watchId()), RINGS);
        edge.await(WatchOver.class);

        assertThat(edge.node.answerWatch(requestId, WatchAnswer.granted(600, TALKS)))
                .isEqualTo(CommandOutcome.TOO_LATE);
        assertThat(refresh.join().status()).isEqualTo(481);
        assertThat(edge.node.watches()).isZero();
    }

    @Test
    void a_refresh_of_a_subscription_that_is_unknown_here_is_481() {
        SipText stray = subscribe("s9", "<sip:102@acme.test>;tag=elsewhere", "dialog");
        assertThat(phone.request(stray).status()).isEqualTo(481);
        assertThat(edge.seen).isEmpty();
    }

    @Test
    void another_event_in_the_same_dialog_is_none_of_it() {
        SipText ok = granted("s1", "dialog", 3600, DARK);
        assertThat(phone.request(subscribe("s1", ok.header("To"), "message-summary"))
                        .status())
                .isEqualTo(481);
    }

    @Test
    void what_is_not_served_is_refused_at_the_door() {
        SipText other = phone.request(first("s1", "conference"));
        assertThat(other.status()).isEqualTo(489);
        assertThat(other.header("Allow-Events")).isEqualTo("dialog,message-summary,presence");
        assertThat(phone.request(first("s2", "dialog").with("Accept", "application/pidf+xml"))
                        .status())
                .isEqualTo(406);
        assertThat(phone.request(first("s3", "dialog").with("Accept", "text/plain, application/*"))
                        .status())
                .isEqualTo(401);
        assertThat(phone.request(first("s4", "dialog").with("Require", "eventlist"))
                        .status())
                .isEqualTo(420);
        assertThat(edge.seen).isEmpty();
    }

    @Test
    void short_names_of_headers_are_read() {
        SipText meant = first("s1", "dialog");
        String shortened = meant.toString()
                .replace("Event:", "o:")
                .replace("Call-ID:", "i:")
                .replace("Contact:", "m:")
                .replace("From:", "f:")
                .replace("To:", "t:");
        assertThat(phone.requestRaw(meant, shortened.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_late_decision_costs_503_with_retry_after() {
        try (TestEdge slow = new TestEdge(c -> c.with(c.timing().decidingWithin(Duration.ofMillis(100))))) {
            SipPeer other = slow.phone("alice");
            SipText bare = first("s1", "dialog");
            SipText challenge = other.request(bare);
            SipText again = first("s1", "dialog");
            SipText late = other.request(again.with(
                    "Authorization", PeerDigest.answer(challenge, "MD5", "alice", TestEdge.PASSWORD, again)));
            assertThat(late.status()).isEqualTo(503);
            assertThat(late.find("Retry-After")).isPresent();
            String requestId = slow.await(WatchMissed.class).requestId();
            assertThat(slow.node.answerWatch(requestId, WatchAnswer.granted(60, DARK)))
                    .isEqualTo(CommandOutcome.TOO_LATE);
        }
    }

    /** Answers a request that is no call when the test says so. */
    private record Answering(CompletableFuture<Integer> status) implements PeerManner {

        @Override
        public void invited(PeerCall call) {
            call.ring();
        }

        @Override
        public int asked(String method) {
            return status.join();
        }
    }
}
