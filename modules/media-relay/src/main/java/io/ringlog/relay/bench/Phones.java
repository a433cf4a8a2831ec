package io.ringlog.relay.bench;

import io.ringlog.media.rtp.RtpStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Two phones for each of many calls, talking at 50 packets a second through whatever relay they are aimed at, ours or
 * a peer's. Counts what was sent and what came back; measures nobody's CPU.
 */
public final class Phones implements AutoCloseable {
    public static final int SIDES = 2;

    private static final long FRAME_NANOS = 20_000_000;
    private static final int PAYLOAD_BYTES = 160;

    private record Phone(DatagramChannel socket, RtpStream numbers) {}

    private final List<Phone> phones = new ArrayList<>();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(12 + PAYLOAD_BYTES);
    private final ByteBuffer sink = ByteBuffer.allocateDirect(2048);
    private final byte[] payload = new byte[PAYLOAD_BYTES];
    private long received;

    public Phones(InetAddress address, int calls) throws IOException {
        for (int i = 0; i < calls * SIDES; i++) {
            DatagramChannel socket = DatagramChannel.open().bind(new InetSocketAddress(address, 0));
            socket.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 16).configureBlocking(false);
            phones.add(new Phone(socket, new RtpStream(i + 1, 0, 0)));
        }
    }

    /** Where a phone listens: what its SDP would say. */
    public InetSocketAddress address(int call, int side) throws IOException {
        return (InetSocketAddress) phone(call, side).socket().getLocalAddress();
    }

    /** Aims a phone at the relay's port for its leg. */
    public void aim(int call, int side, InetSocketAddress relay) throws IOException {
        phone(call, side).socket().connect(relay);
    }

    private Phone phone(int call, int side) {
        return phones.get(call * SIDES + side);
    }

    /**
     * Sends for a while, each phone's packet at its own moment of the 20 ms, as phones that know nothing of each other
     * do.
     *
     * @return how many packets were sent
     */
    public long talk(Duration length) throws IOException {
        long start = System.nanoTime();
        long packets = length.toNanos() / FRAME_NANOS * phones.size();
        for (long i = 0; i < packets; i++) {
            long wait = start + i * FRAME_NANOS / phones.size() - System.nanoTime();
            if (wait > 200_000) {
                LockSupport.parkNanos(wait);
            }
            send(phones.get((int) (i % phones.size())));
        }
        return packets;
    }

    private void send(Phone phone) throws IOException {
        drain(phone);
        packet.clear();
        phone.numbers().write(packet, 0, false, payload, PAYLOAD_BYTES);
        phone.socket().write(packet.flip());
    }

    private void drain(Phone phone) throws IOException {
        while (phone.socket().read(sink.clear()) > 0) {
            received++;
        }
    }

    /** All packets that have come back so far. */
    public long received() throws IOException {
        for (Phone phone : phones) {
            drain(phone);
        }
        return received;
    }

    @Override
    public void close() throws IOException {
        for (Phone phone : phones) {
            phone.socket().close();
        }
    }
}
