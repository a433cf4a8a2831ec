package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.testkit.phone.Phone;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipText;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Two transfers by REFER at once: the first phone is to talk to the third, whom the second has consulted, and the
 * fourth to the sixth, who rings and was named by the fifth.
 */
final class Transfers {
    private static final Duration LONG = Duration.ofSeconds(120);

    private final Phone[] phones;
    private final PeerCall first;
    private final PeerCall atSecond;
    private final PeerCall consulted;
    private final PeerCall other;
    private final PeerCall rung;
    private CompletableFuture<SipText> answer = new CompletableFuture<>();

    private Transfers(
            Phone[] phones, PeerCall first, PeerCall atSecond, PeerCall consulted, PeerCall other, PeerCall rung) {
        this.phones = phones;
        this.first = first;
        this.atSecond = atSecond;
        this.consulted = consulted;
        this.other = other;
        this.rung = rung;
    }

    /** The consultation talks, and the phone that was named rings. */
    static Transfers begin(Phone[] phones) {
        phones[5].behaving(PeerManner.ringing());
        PeerCall first = answered(phones[0], 1);
        PeerCall atSecond = taken(phones[1]);
        assertThat(atSecond.hold().status()).as("hold").isEqualTo(200);
        PeerCall consulted = answered(phones[1], 2);
        taken(phones[2]);
        PeerCall other = answered(phones[3], 4);
        PeerCall atFifth = taken(phones[4]);
        assertThat(refer(atFifth, Tenant.extension(5)).status()).isEqualTo(202);
        return new Transfers(
                phones, first, atSecond, consulted, other, phones[5].sip().awaitIncoming());
    }

    /** Asks for the first of the two, and does not wait for what comes of it. */
    void passOn() {
        SipText names = consulted.nextInside("REFER");
        String replaces = consulted.callId().replace("@", "%40") + "%3Bto-tag%3D" + tag(names.header("To"))
                + "%3Bfrom-tag%3D" + tag(names.header("From"));
        answer = CompletableFuture.supplyAsync(() -> refer(atSecond, Tenant.extension(2) + "?Replaces=" + replaces));
    }

    /** Both have come about, or whoever asked was told that not, and has both talks still. */
    void come() {
        rung.answer();
        await("who was called after all talks").atMost(LONG).until(() -> talk(3, 5));
        await("who was consulted talks, or the wish was refused").atMost(LONG).until(() -> talk(0, 2) || isRefused());
        boolean came = talk(0, 2);
        System.out.println("  the transfer under way " + (came ? "came about" : "was refused"));
        if (!came) {
            assertThat(atSecond.resume().status()).as("the first talk is whole").isEqualTo(200);
            await("the first talk goes on").atMost(LONG).until(() -> phones[0].hears(phones[1]));
            assertThat(consulted.hangUp().status()).as("so is the second").isEqualTo(200);
        }
    }

    void hangUp() {
        assertThat(first.hangUp().status()).isEqualTo(200);
        assertThat(other.hangUp().status()).isEqualTo(200);
    }

    /** The answer to a REFER of whoever has this call. */
    static SipText refer(PeerCall call, String to) {
        int names = to.indexOf('?');
        String number = names < 0 ? to : to.substring(0, names);
        String more = names < 0 ? "" : to.substring(names);
        return call.peer()
                .request(call.nextInside("REFER")
                        .with("Contact", "<" + call.peer().contactUri() + ">")
                        .with("Refer-To", "<sip:" + number + "@" + Tenant.DOMAIN + more + ">"));
    }

    private boolean isRefused() {
        return answer.isDone()
                && (answer.isCompletedExceptionally() || answer.join().status() >= 300);
    }

    private boolean talk(int one, int other) {
        return phones[one].hears(phones[other]) && phones[other].hears(phones[one]);
    }

    private static PeerCall answered(Phone caller, int user) {
        PeerCall call = caller.call(Tenant.extension(user));
        call.awaitAnswered();
        return call;
    }

    private static PeerCall taken(Phone phone) {
        PeerCall call = phone.sip().awaitIncoming();
        call.awaitAcknowledged();
        return call;
    }

    private static String tag(String party) {
        return party.substring(party.indexOf(";tag=") + 5);
    }
}
