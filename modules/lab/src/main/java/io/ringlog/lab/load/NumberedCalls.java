package io.ringlog.lab.load;

import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Two phones of the tenant that call each other, one call after the other or one for long, with numbered media. */
public final class NumberedCalls implements AutoCloseable {
    private static final long LOOK_NANOS = 5_000_000;
    /** What was sent last is still on its way, or in a buffer. */
    private static final long UNDER_WAY_NANOS = 500_000_000;

    private static final long PATIENCE_NANOS = 15_000_000_000L;

    /** A party of a call: where the node takes its packets, and under which SSRC it sends them. */
    public record Place(InetSocketAddress at, int ssrc) {}

    private final String number;
    private final String realm;
    private final SipPeer caller;
    private final SipPeer callee;
    private final NumberedMedia callers;
    private final NumberedMedia callees;

    /**
     * Takes out both phones and registers them.
     *
     * @param calleesHost what the callee's descriptions say of its media, which comes from 127.0.0.1 all the same
     */
    public NumberedCalls(
            InetSocketAddress sip, RegisterLoad.Phone calling, RegisterLoad.Phone called, String calleesHost)
            throws IOException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        this.number = called.username();
        this.realm = called.realm();
        this.callers = NumberedMedia.open(here, here.getHostAddress());
        this.callees = NumberedMedia.open(here, calleesHost);
        this.caller = phone(sip, calling, callers);
        this.callee = phone(sip, called, callees).behaving(PeerManner.silent());
        if (!register()) {
            throw new IOException("phones that know their passwords could not register: " + caller.conversation());
        }
    }

    private static SipPeer phone(InetSocketAddress sip, RegisterLoad.Phone phone, NumberedMedia media) {
        return SipPeer.udp(phone.username(), phone.password(), phone.realm(), sip)
                .speaking(media);
    }

    /** Both phones anew, as phones do; whether they were let in. */
    public boolean register() {
        return caller.register().status() == 200 && callee.register().status() == 200;
    }

    /** A call under way: rung, with early media offered both ways, so that its ports are known. */
    public Ringing ring() throws IOException {
        NumberedMedia.pair(callers, callees);
        PeerCall out = caller.call("sip:" + number + "@" + realm);
        until(out, () -> callee.incomingWaiting() > 0);
        PeerCall in = callee.awaitIncoming();
        in.progress(183, List.of());
        until(out, () -> callers.remote() != null);
        callees.speaking(true);
        return new Ringing(out, in);
    }

    private static void until(PeerCall out, BooleanSupplier rings) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!rings.getAsBoolean()) {
            if (out.isFailed()) {
                throw new IOException("a call was answered " + out.awaitFailed().status());
            } else if (System.nanoTime() > end) {
                throw new IOException("a call does not ring");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Where the node takes the packets of the call's two parties. */
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (NumberedMedia media : List.of(callers, callees)) {
            InetSocketAddress at = media.remote();
            if (at != null) {
                places.add(new Place(at, media.ssrc()));
            }
        }
        return places;
    }

    /** What both have heard of each other so far. */
    public NumberedMedia.Heard heard() {
        return callers.heard().plus(callees.heard());
    }

    /** Who has heard nothing of the other, and what the two said and heard; empty when each has heard the other. */
    public String unheard() {
        long caller = callers.heard().received();
        long callee = callees.heard().received();
        return caller > 0 && callee > 0
                ? ""
                : "the caller heard %d of %d, the callee %d of %d, at %s"
                        .formatted(caller, callees.sent(), callee, callers.sent(), places());
    }

    /** What both have said so far. */
    public long sent() {
        return callers.sent() + callees.sent();
    }

    /** A call that rings. */
    public final class Ringing {
        private final PeerCall out;
        private final PeerCall in;

        private Ringing(PeerCall out, PeerCall in) {
            this.out = out;
            this.in = in;
        }

        /** From now on both speak. */
        public Talking answer() {
            in.answer();
            out.awaitAnswered();
            in.awaitAcknowledged();
            callers.speaking(true);
            return new Talking(out, in);
        }
    }

    /** A call that was answered. */
    public final class Talking {
        private final PeerCall out;
        private final PeerCall in;

        private Talking(PeerCall out, PeerCall in) {
            this.out = out;
            this.in = in;
        }

        /** Whether neither side was told of an end. */
        public boolean stands() {
            return !out.isEnded() && !in.isEnded();
        }

        /** Both fall silent, what is under way arrives, the caller hangs up. */
        public void hangUp() throws IOException {
            callers.speaking(false);
            callees.speaking(false);
            LockSupport.parkNanos(UNDER_WAY_NANOS);
            int status = out.hangUp().status();
            if (status != 200) {
                throw new IOException("the end of a call was answered " + status);
            }
            in.awaitEnded();
        }
    }

    @Override
    public void close() {
        caller.close();
        callee.close();
        callers.close();
        callees.close();
    }
}
