package io.ringlog.sip.stack;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a stream into SIP messages (RFC 3261 section 18.3). Where the boundary of a message is not beyond doubt, the
 * stream ends, since guessing is how requests get smuggled.
 */
final class SipFramer extends Framer {
    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Of the message at hand, from its beginning: bytes looked at, where the last line began, the whole head. */
    private int looked;

    private int lineStart;
    private int head;
    private long body;

    SipFramer(Bounds bounds, SourceShare.Connection share) {
        super(bounds, share);
    }

    @Override
    int gathered() {
        return 0;
    }

    @Override
    boolean begun() {
        return false;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (head == 0 && (!(looked > 0 || skipLineEnds(in, out)) || !headEnded(in, out))) {
            return;
        }
        if (body < 0) {
            fail(in, out, false);
        } else if (head + body > messageBytes()) {
            fail(in, out, true);
        } else if (in.readableBytes() >= head + body) {
            byte[] message = new byte[(int) (head + body)];
            in.readBytes(message);
            out.add(new Frame(message));
            next();
        }
    }

    /** Goes on where it stopped: a head that comes in pieces is looked through once, however many they are. */
    private boolean headEnded(ByteBuf in, List<Object> out) {
        int start = in.readerIndex();
        for (int i = start + looked; i < in.writerIndex(); i++) {
            if (in.getByte(i) == '\n') {
                boolean empty = i == lineStart + start || (i == lineStart + start + 1 && in.getByte(i - 1) == '\r');
                lineStart = i + 1 - start;
                if (empty) {
                    head = lineStart;
                    body = announcedBody(in, start, head);
                    return true;
                }
            }
        }
        looked = in.readableBytes();
        if (looked > messageBytes()) {
            fail(in, out, true);
        }
        return false;
    }

    private void next() {
        looked = 0;
        lineStart = 0;
        head = 0;
        body = 0;
        ended();
    }

    private static boolean skipLineEnds(ByteBuf in, List<Object> out) {
        int ends = 0;
        while (in.isReadable() && (in.getByte(in.readerIndex()) == '\r' || in.getByte(in.readerIndex()) == '\n')) {
            ends += in.readByte() == '\n' ? 1 : 0;
        }
        if (ends >= 2) {
            // RFC 5626 section 4.4.1: a run of double line ends, however long, wants one single end back.
            out.add(new Ping(PONG));
        }
        return in.isReadable();
    }

    /** The one Content-Length of the message, or -1 when it is missing, doubled or no number. */
    private static long announcedBody(ByteBuf in, int start, int length) {
        byte[] text = new byte[length];
        in.getBytes(start, text);
        RawHeaders headers = RawHeaders.read(text);
        if (headers == null || headers.count("content-length") != 1) {
            return -1;
        }
        String value = String.valueOf(headers.first("content-length")).toLowerCase(Locale.ROOT);
        boolean number =
                !value.isEmpty() && value.length() <= 10 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(value) : -1;
    }

    private void fail(ByteBuf in, List<Object> out, boolean oversized) {
        byte[] beginning = new byte[Math.min(in.readableBytes(), messageBytes())];
        in.getBytes(in.readerIndex(), beginning);
        in.skipBytes(in.readableBytes());
        out.add(new Broken(beginning, oversized));
        next();
    }
}
