package io.ringlog.relay;

import io.ringlog.media.audio.G711;
import io.ringlog.media.rtp.RtpView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be changed in a packet on its way from one leg to another: the number of telephone events, and the
 * G.711 law when the receiver does not speak the sender's. Usually nothing.
 */
final class Rewrite {
    /** What became of a packet. */
    enum Result {
        AS_IS,
        TRANSCODED,
        /** The receiver has no number for it. */
        UNUSABLE
    }

    static final Rewrite NOTHING = new Rewrite(Payloads.NO_EVENTS, new Payloads(List.of(), Payloads.NO_EVENTS));

    private static final byte[] MU_TO_A = G711.PCMU.tableTo(G711.PCMA);
    private static final byte[] A_TO_MU = G711.PCMA.tableTo(G711.PCMU);

    private final int eventsIn;
    private final int eventsOut;
    private final @Nullable G711 translated;

    /**
     * @param eventsIn the number under which the sender sends telephone events
     * @param receiver what the receiver accepts
     */
    Rewrite(int eventsIn, Payloads receiver) {
        this.eventsIn = eventsIn;
        this.eventsOut = receiver.telephoneEvent();
        this.translated = receiver.laws().size() == 1 ? other(receiver.laws().getFirst()) : null;
    }

    private static G711 other(G711 law) {
        return law == G711.PCMU ? G711.PCMA : G711.PCMU;
    }

    Result apply(RtpView packet) {
        int type = packet.payloadType();
        if (type == eventsIn) {
            if (eventsOut == Payloads.NO_EVENTS) {
                return Result.UNUSABLE;
            }
            packet.payloadType(eventsOut);
            return Result.AS_IS;
        }
        if (translated != null && type == translated.payloadType()) {
            packet.translatePayload(translated == G711.PCMU ? MU_TO_A : A_TO_MU);
            packet.payloadType(other(translated).payloadType());
            return Result.TRANSCODED;
        }
        return Result.AS_IS;
    }
}
