package io.ringlog.relay.dtls;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/** Packets that wait for their handshake, and the way back; what comes while the line is full is lost, as on a wire. */
final class Line implements DatagramTransport {
    static final int MOST = 16;
    static final int PACKET_BYTES_MOST = 1500;

    /** Below what any network carries in one piece, with the headers before it. */
    private static final int SENT_BYTES_MOST = 1200;

    private static final byte[] END = {};

    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST);
    private final Consumer<byte[]> wire;
    private volatile boolean over;

    Line(Consumer<byte[]> wire) {
        this.wire = wire;
    }

    /** False when it was lost. */
    boolean arrived(byte[] packet) {
        return packet.length <= PACKET_BYTES_MOST && waiting.offer(packet);
    }

    @Override
    public int getReceiveLimit() {
        return PACKET_BYTES_MOST;
    }

    @Override
    public int getSendLimit() {
        return SENT_BYTES_MOST;
    }

    /** @return its length; -1 when none has come in time */
    @Override
    public int receive(byte[] to, int at, int most, int waitMillis) throws IOException {
        byte[] packet = next(waitMillis);
        if (over) {
            throw new IOException("the leg is closed");
        }
        if (packet == null) {
            return -1;
        }
        int length = Math.min(most, packet.length);
        System.arraycopy(packet, 0, to, at, length);
        return length;
    }

    private byte @Nullable [] next(int waitMillis) throws IOException {
        try {
            return waiting.poll(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the handshake was interrupted", e);
        }
    }

    @Override
    public void send(byte[] from, int at, int length) {
        byte[] packet = new byte[length];
        System.arraycopy(from, at, packet, 0, length);
        wire.accept(packet);
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        over = true;
        waiting.clear();
        waiting.offer(END);
    }
}
