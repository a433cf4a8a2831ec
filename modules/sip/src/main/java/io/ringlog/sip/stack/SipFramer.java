package io.ringlog.sip.stack;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into SIP messages (RFC 3261 section 18.3). Never allocates by what a peer announces; where the
 * boundary of a message is not beyond doubt, the stream ends, since guessing is how requests get smuggled.
 */
final class SipFramer extends ByteToMessageDecoder {
    private final int messageBytes;
    private final long partialMillis;
    private final Runnable onSlow;
    private final SourceShare.Connection share;
    private int held;
    private @Nullable Future<?> deadline;

    /** A message that has begun must end within {@code partialMillis}, else the stream is cut. */
    SipFramer(int messageBytes, long partialMillis, SourceShare.Connection share, Runnable onSlow) {
        this.share = share;
        this.messageBytes = messageBytes;
        this.partialMillis = partialMillis;
        this.onSlow = onSlow;
    }

    /** One whole message. */
    record Frame(byte[] bytes) {}

    /** Double line ends (RFC 5626 section 4.4.1): a run of them, however long, wants one single end back. */
    record Ping() {}

    /** The stream cannot go on; {@code head} is what was read of the offending message. */
    record Broken(byte[] head, boolean oversized) {}

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (!skipLineEnds(in, out)) {
            return;
        }
        int start = in.readerIndex();
        int headers = endOfHeaders(in, start);
        if (headers < 0) {
            if (in.readableBytes() > messageBytes) {
                fail(in, out, true);
            }
            return;
        }
        long body = announcedBody(in, start, headers);
        if (body < 0) {
            fail(in, out, false);
        } else if (headers - start + body > messageBytes) {
            fail(in, out, true);
        } else if (in.readableBytes() >= headers - start + body) {
            byte[] message = new byte[(int) (headers - start + body)];
            in.readBytes(message);
            out.add(new Frame(message));
            forgetDeadline();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        share.release(held);
        held = actualReadableBytes();
        if (!share.hold(held)) {
            held = 0;
            cut(ctx);
        } else if (held == 0) {
            forgetDeadline();
        } else if (deadline == null) {
            deadline = ctx.executor().schedule(() -> cut(ctx), partialMillis, TimeUnit.MILLISECONDS);
        }
        super.channelReadComplete(ctx);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        share.release(held);
        held = 0;
        forgetDeadline();
    }

    private void cut(ChannelHandlerContext ctx) {
        onSlow.run();
        ctx.close();
    }

    private void forgetDeadline() {
        Future<?> running = deadline;
        if (running != null) {
            running.cancel(false);
            deadline = null;
        }
    }

    private static boolean skipLineEnds(ByteBuf in, List<Object> out) {
        int ends = 0;
        while (in.isReadable() && (in.getByte(in.readerIndex()) == '\r' || in.getByte(in.readerIndex()) == '\n')) {
            ends += in.readByte() == '\n' ? 1 : 0;
        }
        if (ends >= 2) {
            out.add(new Ping());
        }
        return in.isReadable();
    }

    private static int endOfHeaders(ByteBuf in, int start) {
        for (int i = start; i + 3 < in.writerIndex(); i++) {
            if (in.getByte(i) == '\r'
                    && in.getByte(i + 1) == '\n'
                    && in.getByte(i + 2) == '\r'
                    && in.getByte(i + 3) == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    /** The one Content-Length of the message, or -1 when it is missing, doubled or no number. */
    private static long announcedBody(ByteBuf in, int start, int end) {
        byte[] head = new byte[end - start];
        in.getBytes(start, head);
        RawHeaders headers = RawHeaders.read(head);
        if (headers == null || headers.count("content-length") != 1) {
            return -1;
        }
        String value = String.valueOf(headers.first("content-length")).toLowerCase(Locale.ROOT);
        boolean number =
                !value.isEmpty() && value.length() <= 10 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(value) : -1;
    }

    private void fail(ByteBuf in, List<Object> out, boolean oversized) {
        byte[] head = new byte[Math.min(in.readableBytes(), messageBytes)];
        in.getBytes(in.readerIndex(), head);
        in.skipBytes(in.readableBytes());
        out.add(new Broken(head, oversized));
    }
}
