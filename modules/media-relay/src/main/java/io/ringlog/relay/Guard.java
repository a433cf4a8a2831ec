package io.ringlog.relay;

import io.ringlog.media.srtp.SrtpKey;
import io.ringlog.media.srtp.SrtpReceiver;
import io.ringlog.media.srtp.SrtpSender;
import io.ringlog.media.srtp.SrtpSuite;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a leg's packets go through on their way from and to the wire while they are encrypted there; within the relay
 * all is in the clear. Confined to its loop's thread; the packets it gives are good until the next.
 */
final class Guard {
    /** Keys under which one leg is sent to: one for each suite and branch of a fork. */
    static final int KEYS_MOST = 64;

    /** Keys of the other side whose packets are remembered, those in use last. */
    private static final int THEIRS_MOST = 16;

    private static final int PACKET_BYTES = 2048;

    private record Theirs(SrtpSuite suite, SrtpKey key) {}

    /** What was sent under a key is remembered for as long as the leg lives: no key ever begins anew. */
    private final Map<SrtpKey, SrtpSender> senders = new HashMap<>();

    /** What was there under a key stays known: a key that comes back opens nothing twice. In the order of use. */
    private final LinkedHashMap<Theirs, SrtpReceiver> receivers = new LinkedHashMap<>();

    private final byte[] in = new byte[PACKET_BYTES];
    private final byte[] out = new byte[PACKET_BYTES + SrtpSender.GROWS_BYTES];
    private final ByteBuffer opened = ByteBuffer.wrap(in);
    private final ByteBuffer sealed = ByteBuffer.wrap(out);
    private Protection keys;
    private SrtpReceiver receiver;
    private @Nullable SrtpSender sender;

    Guard(Protection first) {
        keys = first;
        receiver = receiver(first);
        sender = sender(first);
    }

    /** Uses these keys from now on; what stays of them goes on as it was. */
    void use(Protection now) {
        if (now.suite() != keys.suite() || !now.theirs().equals(keys.theirs())) {
            SrtpReceiver before = receiver;
            receiver = receiver(now);
            receiver.follows(before);
        }
        sender = sender(now);
        keys = now;
    }

    private SrtpReceiver receiver(Protection now) {
        Theirs theirs = new Theirs(now.suite(), now.theirs());
        SrtpReceiver known = receivers.remove(theirs);
        SrtpReceiver used = known == null ? new SrtpReceiver(now.suite(), now.theirs()) : known;
        receivers.putLast(theirs, used);
        if (receivers.size() > THEIRS_MOST) {
            receivers.pollFirstEntry();
        }
        return used;
    }

    private @Nullable SrtpSender sender(Protection now) {
        SrtpSender known = senders.get(now.ours());
        if (known != null || senders.size() == KEYS_MOST) {
            return known;
        }
        SrtpSender made = new SrtpSender(now.suite(), now.ours());
        senders.put(now.ours(), made);
        return made;
    }

    /** A packet from the wire as it was before it was encrypted; null for one that is not authentic or not new. */
    @Nullable
    ByteBuffer open(ByteBuffer packet) {
        int length = taken(packet, in);
        return given(opened, length < 0 ? length : receiver.open(in, length));
    }

    /** The same for a report (RTCP). */
    @Nullable
    ByteBuffer openReport(ByteBuffer packet) {
        int length = taken(packet, in);
        return given(opened, length < 0 ? length : receiver.openReport(in, length));
    }

    /** A packet as it goes on the wire; null for one that must not go there. */
    @Nullable
    ByteBuffer seal(ByteBuffer packet) {
        int length = sender == null ? -1 : taken(packet, out);
        return given(sealed, sender == null || length < 0 ? -1 : sender.seal(out, length));
    }

    /** The same for a report (RTCP). */
    @Nullable
    ByteBuffer sealReport(ByteBuffer packet) {
        int length = sender == null ? -1 : taken(packet, out);
        return given(sealed, sender == null || length < 0 ? -1 : sender.sealReport(out, length));
    }

    /** Copies a packet without using it up; -1 for one that is too long. */
    private static int taken(ByteBuffer packet, byte[] to) {
        int length = packet.remaining();
        if (length > PACKET_BYTES) {
            return -1;
        }
        packet.get(packet.position(), to, 0, length);
        return length;
    }

    private static @Nullable ByteBuffer given(ByteBuffer buffer, int length) {
        return length < 0 ? null : buffer.position(0).limit(length);
    }
}
