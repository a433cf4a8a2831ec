package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.CallTakenOver;
import io.ringlog.sip.SipFact.EndedBy;
import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipFact.LegEnded;
import io.ringlog.sip.SipFact.LegFailed;
import io.ringlog.sip.SipNodeConfig.Sessions;
import io.ringlog.sip.sdp.Negotiation;
import io.ringlog.sip.sdp.Negotiation.LocalAudio;
import io.ringlog.sip.stack.SipCounters.Counter;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import io.ringlog.testkit.sip.SipText.Header;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that live only so long unless somebody refreshes them (RFC 4028), on legs of ours and between others. */
class SessionTimersSpec {
    private static final String OURS =
            Negotiation.offer(LocalAudio.at("127.0.0.1", 46_000)).text();
    private static final Header KNOWS = new Header("Supported", "timer");

    /** Refreshed after two seconds, ended a third before its end; less than two seconds are too brief. */
    private static final Sessions BRIEF = new Sessions(Duration.ofSeconds(4), Duration.ofSeconds(2));

    private final TestEdge edge = new TestEdge(config -> config.with(BRIEF));
    private final SipPeer alice = edge.phone("alice");

    @AfterEach
    void close() {
        edge.close();
    }

    private static Header expires(String text) {
        return new Header("Session-Expires", text);
    }

    /** Deals with each change in the next of these ways; afterwards nothing is answered any more. */
    @SafeVarargs
    private static PeerManner changing(Consumer<PeerCall>... ways) {
        List<Consumer<PeerCall>> next = new ArrayList<>(List.of(ways));
        return new PeerManner() {
            @Override
            public void invited(PeerCall call) {
                call.answer();
            }

            @Override
            public void changed(PeerCall call) {
                if (!next.isEmpty()) {
                    next.removeFirst().accept(call);
                }
            }
        };
    }

    private static void keepsIt(PeerCall asked) {
        asked.acceptChange(List.of(expires("4;refresher=uac")));
    }

    private PeerCall answered(Header... more) {
        edge.ownOffer = OURS;
        edge.reoffers = offer -> OURS;
        edge.routing(invite -> edge.node.answer(invite.callId(), OURS));
        PeerCall call = alice.call("sip:100@acme.test", List.of(more));
        call.awaitAnswered();
        return call;
    }

    private void expires(PeerCall call) {
        assertThat(call.awaitEnded().header("Reason")).contains("Session Expired");
        assertThat(edge.await(LegEnded.class).by()).isEqualTo(EndedBy.EXPIRED);
        edge.awaitNoCalls();
    }

    // Who refreshes

    @Test
    void who_knows_of_timers_refreshes_and_is_ended_when_it_does_not() {
        PeerCall call = answered(KNOWS);
        SipText ok = call.awaitAnswered();
        assertThat(ok.header("Session-Expires")).isEqualTo("4;refresher=uac");
        assertThat(ok.header("Require")).isEqualTo("timer");

        SipText refreshed = alice.request(
                call.nextInside("UPDATE").with("Require", "timer").with(List.of(KNOWS, expires("3;refresher=uac"))));

        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.header("Session-Expires")).isEqualTo("3;refresher=uac");
        expires(call);
    }

    @Test
    void who_knows_of_none_is_not_bothered() {
        SipText ok = answered().awaitAnswered();

        assertThat(ok.find("Session-Expires")).isEmpty();
        assertThat(ok.find("Require")).isEmpty();
    }

    @Test
    void we_refresh_by_update_where_that_is_allowed() {
        alice.behaving(changing(SessionTimersSpec::keepsIt, SessionTimersSpec::keepsIt));
        PeerCall call = answered(KNOWS, expires("4;refresher=uas"), new Header("Allow", "INVITE, ACK, BYE, UPDATE"));

        SipText refresh = call.awaitChange();

        assertThat(refresh.method()).isEqualTo("UPDATE");
        assertThat(refresh.body()).isEmpty();
        assertThat(refresh.header("Session-Expires")).isEqualTo("4;refresher=uac");
        assertThat(refresh.header("Min-SE")).isEqualTo("2");
        assertThat(refresh.header("Contact")).contains(":" + edge.node.port());
        assertThat(call.awaitChange().cseq()).isEqualTo(refresh.cseq() + 1);
        edge.awaitCount(Counter.SESSION_REFRESHES, 2);
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    @Test
    void we_refresh_by_offering_the_session_again_where_it_is_not() {
        alice.behaving(changing(SessionTimersSpec::keepsIt));
        PeerCall call = answered(KNOWS, expires("4;refresher=uas"));

        SipText refresh = call.awaitChange();

        assertThat(refresh.method()).isEqualTo("INVITE");
        assertThat(refresh.body()).contains("m=audio 46000");
        assertThat(refresh.header("Session-Expires")).isEqualTo("4;refresher=uac");
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    @Test
    void a_phone_that_allows_what_it_then_refuses_is_asked_by_what_everybody_knows() {
        alice.behaving(changing(asked -> asked.refuseChange(405), SessionTimersSpec::keepsIt));
        PeerCall call = answered(KNOWS, expires("4;refresher=uas"), new Header("Allow", "INVITE, UPDATE"));

        assertThat(call.awaitChange().method()).isEqualTo("UPDATE");
        assertThat(call.awaitChange().method()).isEqualTo("INVITE");
    }

    @Test
    void a_refresh_for_which_a_longer_life_is_wanted_is_made_again() {
        List<Header> least = List.of(new Header("Min-SE", "8"));
        alice.behaving(changing(asked -> asked.refuseChange(422, least), asked -> asked.refuseChange(422, least)));
        PeerCall call = answered(KNOWS, expires("4;refresher=uas"));

        assertThat(call.awaitChange().header("Min-SE")).isEqualTo("2");
        SipText again = call.awaitChange();

        assertThat(again.header("Min-SE")).isEqualTo("8");
        assertThat(again.header("Session-Expires")).isEqualTo("8;refresher=uac");
        expires(call);
    }

    @Test
    void a_party_that_knows_of_no_call_when_it_is_refreshed_has_gone() {
        alice.behaving(changing(asked -> asked.refuseChange(481)));
        PeerCall call = answered(KNOWS, expires("4;refresher=uas"), new Header("Allow", "INVITE, UPDATE"));

        call.awaitEnded();

        assertThat(edge.await(LegEnded.class).by()).isEqualTo(EndedBy.GONE);
        edge.awaitNoCalls();
    }

    // 422

    @Test
    void a_life_that_is_too_brief_is_refused_before_there_is_a_call() {
        SipText refusal =
                alice.call("sip:100@acme.test", List.of(KNOWS, expires("1"))).awaitFailed();

        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.header("Min-SE")).isEqualTo("2");
        assertThat(edge.seen).noneMatch(InviteReceived.class::isInstance);
    }

    @Test
    void a_life_that_is_too_brief_is_refused_in_a_dialog_of_ours() {
        PeerCall call = answered();

        SipText refusal = alice.request(call.nextInside("UPDATE").with(List.of(KNOWS, expires("1"))));

        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.header("Min-SE")).isEqualTo("2");
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    // Legs we dial

    private void dial(SipPeer phone) {
        edge.node.dial(
                "call_d",
                "B",
                OutgoingLeg.to(edge.contacts.get(phone.user()), "sip:100@acme.test", OURS, Duration.ofSeconds(20)));
    }

    @Test
    void a_dialled_party_is_offered_a_timer_and_may_leave_the_refreshing_to_us() {
        SipPeer bob = edge.registered("bob");
        bob.behaving(new PeerManner() {
            @Override
            public void invited(PeerCall call) {
                call.answer(List.of(expires("4;refresher=uac"), new Header("Allow", "UPDATE")));
            }

            @Override
            public void changed(PeerCall call) {
                keepsIt(call);
            }
        });
        dial(bob);
        PeerCall atBob = bob.awaitIncoming();

        assertThat(atBob.invite().header("Supported")).startsWith("timer");
        assertThat(atBob.invite().header("Session-Expires")).isEqualTo("4");
        assertThat(atBob.invite().header("Min-SE")).isEqualTo("2");
        assertThat(atBob.awaitChange().method()).isEqualTo("UPDATE");
        assertThat(atBob.hangUp().status()).isEqualTo(200);
    }

    @Test
    void a_dialled_party_that_promised_to_refresh_and_does_not_is_ended() {
        SipPeer bob = edge.registered("bob");
        bob.behaving(call -> call.answer(List.of(expires("4;refresher=uas"))));
        dial(bob);

        expires(bob.awaitIncoming());
    }

    @Test
    void a_dialled_party_that_wants_a_longer_life_gets_it_and_not_for_ever() {
        SipPeer bob = edge.registered("bob");
        List<PeerCall> asked = new ArrayList<>();
        bob.behaving(call -> {
            asked.add(call);
            call.refuse(422, List.of(new Header("Min-SE", Integer.toString(10 * asked.size()))));
        });
        dial(bob);

        assertThat(edge.await(LegFailed.class).status()).isEqualTo(422);
        assertThat(asked)
                .extracting(call -> call.invite().header("Session-Expires"))
                .containsExactly("4", "10", "20", "30");
        assertThat(asked).extracting(call -> call.invite().header("Min-SE")).containsExactly("2", "10", "20", "30");
    }

    // Between others

    @Test
    void a_call_that_is_passed_on_has_the_timer_of_its_parties_and_none_of_ours() {
        SipPeer bob = edge.registered("bob");
        alice.call("sip:bob@acme.test").awaitAnswered();
        assertThat(bob.awaitIncoming().invite().find("Session-Expires")).isEmpty();

        alice.call("sip:bob@acme.test", List.of(KNOWS, expires("7200;refresher=uas")))
                .awaitAnswered();
        assertThat(bob.awaitIncoming().invite().header("Session-Expires")).isEqualTo("7200;refresher=uas");
    }

    @Test
    void once_taken_over_who_refreshed_goes_on_and_who_waited_is_refreshed_by_us() {
        SipPeer bob = edge.registered("bob");
        bob.behaving(new PeerManner() {
            @Override
            public void invited(PeerCall call) {
                call.answer(List.of(expires("4;refresher=uac"), new Header("Allow", "INVITE, UPDATE")));
            }

            @Override
            public void changed(PeerCall call) {
                keepsIt(call);
            }
        });
        PeerCall call = alice.call("sip:bob@acme.test", List.of(KNOWS, expires("4")));
        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();
        edge.node.takeOver(edge.await(LegAnswered.class).callId());
        edge.await(CallTakenOver.class);

        SipText refresh = atBob.awaitChange();

        assertThat(refresh.method()).isEqualTo("UPDATE");
        assertThat(refresh.header("Session-Expires")).isEqualTo("4;refresher=uac");
        assertThat(call.awaitEnded().header("Reason")).contains("Session Expired");
        assertThat(edge.await(LegEnded.class).legId()).isEqualTo("A");
    }
}
