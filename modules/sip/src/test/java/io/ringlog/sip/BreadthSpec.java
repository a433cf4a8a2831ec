package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipFact.LegFailed;
import io.ringlog.sip.SipFact.LegRinging;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request is in no more places at once than it may be (RFC 5393 section 5.3). */
class BreadthSpec {
    private final TestEdge edge = new TestEdge();
    private final SipPeer alice = edge.phone("alice");
    private final SipPeer bob = edge.registered("bob").behaving(PeerManner.ringing());
    private final SipPeer carol = edge.registered("carol").behaving(PeerManner.ringing());
    private final AtomicReference<CommandOutcome> outcome = new AtomicReference<>();

    @AfterEach
    void close() {
        edge.close();
    }

    private PeerCall calling(String breadth) {
        return alice.call("sip:sales@acme.test", List.of(new SipText.Header("Max-Breadth", breadth)));
    }

    private void to(String callId, String... users) {
        outcome.set(edge.node.proxy(
                callId,
                Stream.of(users)
                        .map(user -> TestEdge.target(user, edge.contacts.get(user)))
                        .toList(),
                ProxyOptions.plain()));
    }

    private void both(InviteReceived invite) {
        to(invite.callId(), "bob", "carol");
    }

    private static String breadthAt(SipPeer phone) {
        return phone.awaitIncoming().invite().header("Max-Breadth");
    }

    @Test
    void who_says_nothing_may_have_sixty_of_which_some_are_kept_for_later() {
        edge.routing(this::both);
        alice.call("sip:sales@acme.test");

        assertThat(breadthAt(bob)).isEqualTo("14");
        assertThat(breadthAt(carol)).isEqualTo("14");
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "40, 4", "60, 14", "1000000, 14", "999999999999, 14", "many, 14"})
    void what_a_request_may_is_divided_among_its_targets(String said, String each) {
        edge.routing(this::both);
        calling(said);

        assertThat(breadthAt(bob)).isEqualTo(each);
        assertThat(breadthAt(carol)).isEqualTo(each);
    }

    @Test
    void a_fork_that_may_not_be_is_440_and_rings_nobody() {
        edge.routing(this::both);

        SipText answer = calling("1").awaitFailed();

        assertThat(answer.status()).isEqualTo(440);
        TestEdge.until(() -> outcome.get() == CommandOutcome.TOO_BROAD, () -> "it was " + outcome.get());
        assertThat(bob.incomingWaiting() + carol.incomingWaiting()).isZero();
        edge.awaitNoCalls();
    }

    @Test
    void what_may_be_nowhere_is_440() {
        edge.routing(invite -> to(invite.callId(), "bob"));

        assertThat(calling("0").awaitFailed().status()).isEqualTo(440);
    }

    @Test
    void one_place_after_the_other_is_always_possible() {
        bob.behaving(PeerManner.refusing(480));
        carol.behaving(PeerManner.answering());
        edge.routing(invite -> to(invite.callId(), "bob"));
        PeerCall call = calling("1");

        to(edge.await(LegFailed.class).callId(), "carol");

        call.awaitAnswered();
        assertThat(outcome.get()).isEqualTo(CommandOutcome.DONE);
    }

    @Test
    void who_would_ring_beside_another_and_may_not_fails_alone() {
        edge.routing(invite -> to(invite.callId(), "bob"));
        PeerCall call = calling("1");

        to(edge.await(LegRinging.class).callId(), "carol");

        LegFailed failed = edge.await(LegFailed.class);
        assertThat(failed.legId()).isEqualTo("carol");
        assertThat(failed.status()).isEqualTo(440);
        assertThat(failed.reason()).isEqualTo("Max-Breadth Exceeded");
        assertThat(call.isFailed()).isFalse();
        assertThat(carol.incomingWaiting()).isZero();
    }

    @Test
    void a_request_inside_a_call_says_it_too() {
        bob.behaving(PeerManner.answering());
        edge.routing(invite -> to(invite.callId(), "bob"));
        PeerCall call = calling("7");
        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();

        assertThat(call.hold().status()).isEqualTo(200);

        assertThat(atBob.awaitChange().header("Max-Breadth")).isEqualTo("60");
    }
}
