package io.ringlog.lab.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Connections that send pairs of line ends, each of which asks for an answer (RFC 5626 section 4.4.1), and never read
 * one: half of them pair by pair, half of them in long runs. One that is cut is opened again.
 */
final class LineEnds implements Attack {

    private static final InetSocketAddress FROM = new InetSocketAddress("127.0.0.21", 0);
    private static final String PAIR = "\r\n\r\n";
    private static final int CONNECTIONS = 8;
    private static final int RUN = 4_096;

    /** Little room for answers: they come to stand in the node's memory soon. */
    private static final int ROOM = 4_096;

    private final InetSocketAddress to;
    private final ByteBuffer pair = ByteBuffer.wrap(PAIR.getBytes(US_ASCII));
    private final ByteBuffer run = ByteBuffer.wrap(PAIR.repeat(RUN).getBytes(US_ASCII));
    private final @Nullable SocketChannel[] open = new SocketChannel[CONNECTIONS];
    private final AtomicLong bytes = new AtomicLong();
    private int next;

    LineEnds(InetSocketAddress to) {
        this.to = to;
    }

    @Override
    public String word() {
        return "pairs of line ends";
    }

    @Override
    public int perSecond() {
        return 2_000;
    }

    @Override
    public void send() throws IOException {
        int at = next++ % CONNECTIONS;
        try {
            SocketChannel channel = opened(at);
            if (channel.finishConnect()) {
                bytes.addAndGet(channel.write((at % 2 == 0 ? pair : run).rewind()));
            }
        } catch (IOException cut) {
            close(at);
        }
    }

    @Override
    public long sent() {
        return bytes.get() / PAIR.length();
    }

    private SocketChannel opened(int at) throws IOException {
        SocketChannel before = open[at];
        if (before != null) {
            return before;
        }
        SocketChannel channel = SocketChannel.open();
        open[at] = channel;
        channel.setOption(StandardSocketOptions.SO_RCVBUF, ROOM)
                .setOption(StandardSocketOptions.TCP_NODELAY, true)
                .bind(FROM)
                .configureBlocking(false);
        channel.connect(to);
        return channel;
    }

    private void close(int at) throws IOException {
        SocketChannel channel = open[at];
        open[at] = null;
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (int at = 0; at < CONNECTIONS; at++) {
            close(at);
        }
    }
}
