package io.ringlog.sip.hep;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends copies to a collector on a thread of its own. Whoever hands one over never waits: what does not fit behind the
 * others is lost and counted, and so is what comes while the collector cannot be reached.
 */
public final class HepSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HepSender.class);
    private static final int PACKETS_MOST = 10_000;
    private static final long BYTES_MOST = 8L * 1024 * 1024;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

    private final HepCollector collector;
    private final Runnable lost;
    private final BlockingQueue<HepPacket> waiting = new ArrayBlockingQueue<>(PACKETS_MOST);
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread;
    private volatile @Nullable Way way;
    private volatile boolean closed;
    private long notBefore = System.nanoTime();

    /** A socket towards the collector. */
    private interface Way extends AutoCloseable {
        void send(byte[] packet) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** @param lost counts a copy that does not reach the collector, as far as that can be known */
    public HepSender(HepCollector collector, Runnable lost) {
        this.collector = collector;
        this.lost = lost;
        this.thread = Thread.ofPlatform().name("sip-hep").daemon().start(this::run);
    }

    /** Hands a copy over; never waits. */
    public void copy(byte[] message, InetSocketAddress from, InetSocketAddress to, boolean datagram) {
        long before = waitingBytes.getAndAdd(message.length);
        boolean fits = before + message.length <= BYTES_MOST
                && waiting.offer(new HepPacket(message, from, to, datagram, Instant.now()));
        if (!fits) {
            waitingBytes.addAndGet(-message.length);
            lost.run();
        }
    }

    private void run() {
        try {
            while (!closed) {
                HepPacket next = waiting.take();
                waitingBytes.addAndGet(-next.message().length);
                Optional<byte[]> packet = next.keyless().encoded(collector.agentId(), collector.key());
                if (packet.isEmpty() || !send(packet.get())) {
                    lost.run();
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            drop();
        }
    }

    private boolean send(byte[] packet) {
        try {
            Way open = way == null ? open() : way;
            if (open == null) {
                return false;
            }
            open.send(packet);
            return true;
        } catch (IOException gone) {
            drop();
            notBefore = System.nanoTime() + AGAIN_AFTER.toNanos();
            LOG.warn(
                    "{} is not reached ({}); tried again in {} s",
                    collector,
                    gone.getMessage(),
                    AGAIN_AFTER.toSeconds());
            return false;
        }
    }

    /** Null while it is not tried again. */
    private @Nullable Way open() throws IOException {
        if (closed || System.nanoTime() - notBefore < 0) {
            return null;
        }
        Way opened = collector.stream() ? stream() : datagrams();
        way = opened;
        return opened;
    }

    private Way stream() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(collector.address(), (int) CONNECT_WITHIN.toMillis());
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
        return new Way() {
            @Override
            public void send(byte[] packet) throws IOException {
                socket.getOutputStream().write(packet);
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    private Way datagrams() throws IOException {
        DatagramSocket socket = new DatagramSocket();
        return new Way() {
            @Override
            public void send(byte[] packet) throws IOException {
                socket.send(new DatagramPacket(packet, packet.length, collector.address()));
            }

            @Override
            public void close() {
                socket.close();
            }
        };
    }

    private void drop() {
        Way open = way;
        way = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException already) {
                LOG.debug("closing the way to {}", collector, already);
            }
        }
    }

    /** A collector that does not read must not hold the thread: its socket goes first. */
    @Override
    public void close() {
        closed = true;
        drop();
        thread.interrupt();
    }
}
