package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.EndedBy;
import io.ringlog.sip.SipFact.LegConfirmed;
import io.ringlog.sip.SipFact.LegEnded;
import io.ringlog.sip.SipFact.SessionChanged;
import io.ringlog.sip.SipFact.SessionRefused;
import io.ringlog.sip.SipNodeConfig.Timing;
import io.ringlog.sip.sdp.Negotiation;
import io.ringlog.sip.sdp.Negotiation.LocalAudio;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.PeerMedia;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions of a dialog of ours that both sides want to change (RFC 3261 section 14, RFC 3311). */
class MeetingOffersSpec {
    private static final String OURS =
            Negotiation.offer(LocalAudio.at("127.0.0.1", 47_000)).text();

    private final TestEdge edge = new TestEdge();
    private final SipPeer alice = edge.phone("alice");
    private PeerCall call;
    private String callId;

    @BeforeEach
    void answer() {
        edge.routing(invite -> edge.node.answer(invite.callId(), OURS));
        edge.ownOffer = OURS;
        call = alice.call("sip:100@acme.test");
        call.awaitAnswered();
        callId = edge.await(LegConfirmed.class).callId();
    }

    @AfterEach
    void close() {
        edge.close();
    }

    /** Deals with one re-INVITE after the other in these ways. */
    @SafeVarargs
    private void changing(Consumer<PeerCall>... ways) {
        Deque<Consumer<PeerCall>> next = new ArrayDeque<>(List.of(ways));
        alice.behaving(new PeerManner() {
            @Override
            public void invited(PeerCall nobody) {}

            @Override
            public void changed(PeerCall asked) {
                next.remove().accept(asked);
            }
        });
    }

    @Test
    void an_offer_that_meets_another_is_made_again() {
        changing(asked -> asked.refuseChange(491), PeerCall::acceptChange);

        edge.node.reinvite(callId, "A");

        long first = call.awaitChange().cseq();
        assertThat(call.awaitChange().cseq()).isEqualTo(first + 1);
        assertThat(edge.await(SessionChanged.class).legId()).isEqualTo("A");
    }

    @Test
    void an_offer_that_comes_too_early_is_made_again_when_it_may() {
        changing(asked -> asked.postponeChange(1), PeerCall::acceptChange);

        edge.node.reinvite(callId, "A");

        call.awaitChange();
        call.awaitChange();
        assertThat(edge.await(SessionChanged.class).legId()).isEqualTo("A");
    }

    @Test
    void an_offer_that_is_not_acceptable_is_told_and_the_call_goes_on() {
        changing(asked -> asked.refuseChange(488));

        edge.node.reinvite(callId, "A");

        assertThat(edge.await(SessionRefused.class)).isEqualTo(new SessionRefused(callId, "A", 488));
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    @Test
    void a_party_that_never_decides_is_asked_no_longer() {
        try (TestEdge hasty = new TestEdge(c -> c.with(shortTimerC(c.timing())))) {
            hasty.routing(invite -> hasty.node.answer(invite.callId(), OURS));
            hasty.ownOffer = OURS;
            SipPeer carol = hasty.phone("carol").behaving(PeerManner.askingBeforeChanges());
            PeerCall waiting = carol.call("sip:100@acme.test");
            String id = hasty.await(LegConfirmed.class).callId();

            hasty.node.reinvite(id, "A");

            SipText change = waiting.awaitChange();
            assertThat(waiting.awaitCancelled().cseq()).isEqualTo(change.cseq());
            assertThat(hasty.await(SessionRefused.class).status()).isEqualTo(487);
            assertThat(waiting.hold().status()).isEqualTo(200);
        }
    }

    @Test
    void a_party_that_knows_of_no_call_has_left_it() {
        changing(asked -> asked.refuseChange(481));

        edge.node.reinvite(callId, "A");

        assertThat(edge.await(LegEnded.class).by()).isEqualTo(EndedBy.GONE);
        edge.awaitNoCalls();
    }

    @Test
    void their_offer_is_pending_while_ours_is_open() {
        changing(PeerCall::ponderChange);
        edge.node.reinvite(callId, "A");
        call.awaitChange();

        SipText refusal = call.hold();
        assertThat(refusal.status()).isEqualTo(491);
        assertThat(refusal.header("Retry-After")).isEqualTo("2");
        assertThat(alice.request(update("sendonly")).status()).isEqualTo(491);
        assertThat(edge.node.reinvite(callId, "A")).isEqualTo(CommandOutcome.WRONG_STATE);

        call.acceptChange();
        edge.await(SessionChanged.class);
        assertThat(call.hold().status()).isEqualTo(200);
    }

    @Test
    void our_offer_waits_for_the_ack_of_their_own() {
        SipText hold = call.nextInside("INVITE")
                .with("Contact", "<" + alice.contactUri() + ">")
                .withSdp(PeerMedia.silent().describe("sendonly"));
        SipText ok = alice.request(hold);

        assertThat(edge.node.reinvite(callId, "A")).isEqualTo(CommandOutcome.DONE);
        call.acknowledge(ok);

        assertThat(call.awaitChange().body()).contains("m=audio 47000");
    }

    @Test
    void who_asks_again_though_the_ack_was_lost_is_answered_and_a_late_ack_does_no_harm() {
        SipText first = call.nextInside("INVITE")
                .with("Contact", "<" + alice.contactUri() + ">")
                .withSdp(PeerMedia.silent().describe("sendonly"));
        SipText unacknowledged = alice.request(first);
        assertThat(unacknowledged.status()).isEqualTo(200);

        assertThat(call.hold().status()).isEqualTo(200);
        call.acknowledge(unacknowledged);

        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(call.hangUp().status()).isEqualTo(200);
        assertThat(edge.await(LegEnded.class).by()).isEqualTo(EndedBy.PEER);
    }

    @Test
    void an_acknowledgement_that_was_lost_is_given_again() {
        changing(PeerCall::acceptChange);
        edge.node.reinvite(callId, "A");
        SipText change = call.awaitChange();
        edge.await(SessionChanged.class);

        call.acceptChange();

        call.awaitAcknowledged(change, 2);
        assertThat(edge.facts).noneMatch(SessionChanged.class::isInstance);
    }

    @Test
    void an_update_with_an_offer_changes_the_session_and_one_without_does_not() {
        assertThat(alice.request(update("sendonly")).status()).isEqualTo(200);
        assertThat(edge.await(SessionChanged.class).direction().holds()).isTrue();

        SipText bare = call.nextInside("UPDATE").with("Contact", "<" + alice.contactUri() + ">");
        SipText refreshed = alice.request(bare);

        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.body()).isEmpty();
        assertThat(edge.facts).noneMatch(SessionChanged.class::isInstance);
    }

    @Test
    void what_may_be_asked_is_said_where_something_else_is_asked() {
        SipText refusal = call.send("MESSAGE");

        assertThat(refusal.status()).isEqualTo(405);
        assertThat(allowed(refusal))
                .containsExactlyInAnyOrder(
                        "ACK", "BYE", "CANCEL", "INFO", "INVITE", "OPTIONS", "PRACK", "REFER", "UPDATE");
        assertThat(allowed(call.send("OPTIONS"))).isEqualTo(allowed(refusal));
    }

    private static List<String> allowed(SipText response) {
        return response.all("Allow").stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .toList();
    }

    private static Timing shortTimerC(Timing standard) {
        return new Timing(
                standard.decisionTimeout(),
                standard.nonceLifetime(),
                Duration.ofSeconds(1),
                standard.queueAgeMax(),
                standard.partialMessageMax(),
                standard.idleConnectionMax(),
                standard.retryAfter());
    }

    private SipText update(String direction) {
        return call.nextInside("UPDATE")
                .with("Contact", "<" + alice.contactUri() + ">")
                .withSdp(PeerMedia.silent().describe(direction));
    }
}
