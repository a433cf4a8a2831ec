package io.ringlog.lab.attack;

import io.ringlog.lab.load.NumberedCalls.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** RTP from third addresses to the ports of calls, under the SSRC of those who talk there (RTP bleed). */
final class StrayMedia implements Attack {

    private static final int PACKET_BYTES = 172;
    private static final int SSRC_AT = 8;

    private final Senders from = Senders.at("127.0.0.22", "127.0.0.23", "127.0.0.24");
    private final ByteBuffer packet = ByteBuffer.allocate(PACKET_BYTES);
    private final AtomicLong sent = new AtomicLong();
    private volatile List<Place> targets = List.of();
    private int next;

    StrayMedia() throws IOException {
        packet.put(0, (byte) 0x80);
    }

    void aim(List<Place> at) {
        targets = List.copyOf(at);
    }

    @Override
    public String word() {
        return "stray RTP packets";
    }

    @Override
    public int perSecond() {
        return 1_000;
    }

    @Override
    public void send() throws IOException {
        List<Place> now = targets;
        if (now.isEmpty()) {
            return;
        }
        Place target = now.get(next % now.size());
        packet.putShort(2, (short) next).putInt(4, next * 160).putInt(SSRC_AT, target.ssrc());
        // Each sender comes to each target, however many there are.
        from.send(next++ / now.size(), packet.rewind(), target.at());
        sent.incrementAndGet();
    }

    @Override
    public long sent() {
        return sent.get();
    }

    @Override
    public void close() throws IOException {
        from.close();
    }
}
