package io.ringlog.sip.stack;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Cuts a stream into the messages of a WebSocket, after the HTTP request that asks for one (RFC 6455, RFC 7118): text
 * or binary, whole or in fragments. A frame that no client may send ends the stream.
 */
final class WebSocketFramer extends Framer {
    private static final int HTTP_HEAD_MOST = 8 * 1024;
    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int CONTROL = 8;
    private static final int CONTROL_MOST = 125;
    private static final int MASK_BYTES = 4;
    private static final byte[] END_OF_LINE = {'\r', '\n'};

    private final List<String> origins;
    private final Runnable onRefused;
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();
    private State state = State.ASKING;
    private int looked;
    private boolean inFragments;

    private enum State {
        ASKING,
        OPEN,
        CLOSED
    }

    /** One frame without its mask. */
    private record Raw(int opcode, boolean last, byte[] payload) {}

    /** @param onRefused told of each request that was no good, or came from a page that may not connect */
    WebSocketFramer(Bounds bounds, SourceShare.Connection share, List<String> origins, Runnable onRefused) {
        super(bounds, share);
        this.origins = origins;
        this.onRefused = onRefused;
    }

    @Override
    int gathered() {
        return fragments.size();
    }

    @Override
    boolean begun() {
        return state == State.ASKING || inFragments;
    }

    /** Who connects and asks for nothing has as long as for a message. */
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        begins(ctx);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        switch (state) {
            case ASKING -> ask(ctx, in, out);
            case OPEN -> frame(in, out);
            case CLOSED -> in.skipBytes(in.readableBytes());
        }
    }

    private void ask(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int end = endOfHead(in);
        if (end < 0 && in.readableBytes() <= HTTP_HEAD_MOST) {
            return;
        }
        String head = end < 0
                ? ""
                : in.readCharSequence(end, StandardCharsets.ISO_8859_1).toString();
        WebSocketUpgrade upgrade = WebSocketUpgrade.of(head, origins);
        ended();
        if (upgrade.isGranted()) {
            state = State.OPEN;
            ctx.writeAndFlush(Unpooled.wrappedBuffer(upgrade.answer()));
            out.add(new Ready());
        } else {
            state = State.CLOSED;
            onRefused.run();
            ctx.writeAndFlush(Unpooled.wrappedBuffer(upgrade.answer())).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Goes on where it stopped; -1 while the empty line has not come. */
    private int endOfHead(ByteBuf in) {
        int start = in.readerIndex();
        int to = Math.min(in.readableBytes(), HTTP_HEAD_MOST);
        for (int i = Math.max(3, looked); i < to; i++) {
            if (in.getByte(start + i) == '\n'
                    && in.getByte(start + i - 1) == '\r'
                    && in.getByte(start + i - 2) == '\n'
                    && in.getByte(start + i - 3) == '\r') {
                return i + 1;
            }
        }
        looked = to;
        return -1;
    }

    private void frame(ByteBuf in, List<Object> out) {
        if (in.readableBytes() < 2) {
            return;
        }
        int start = in.readerIndex();
        int first = in.getUnsignedByte(start);
        int second = in.getUnsignedByte(start + 1);
        int extended = (second & LENGTH) < 126 ? 0 : (second & LENGTH) == 126 ? 2 : 8;
        if (in.readableBytes() < 2 + extended) {
            return;
        }
        long length = extended == 0
                ? second & LENGTH
                : extended == 2 ? in.getUnsignedShort(start + 2) : in.getLong(start + 2);
        int opcode = first & OPCODE;
        boolean last = (first & FINAL) != 0;
        if ((first & RESERVED) != 0 || (second & MASKED) == 0 || !isInPlace(opcode, last, length)) {
            fail(in, out, false);
        } else if (length < 0 || length + fragments.size() > messageBytes()) {
            fail(in, out, true);
        } else if (in.readableBytes() >= 2 + extended + MASK_BYTES + length) {
            in.skipBytes(2 + extended);
            take(new Raw(opcode, last, unmasked(in, (int) length)), out);
        }
    }

    /** Whether a frame of this kind may come now (RFC 6455 sections 5.4 and 5.5). */
    private boolean isInPlace(int opcode, boolean last, long length) {
        return switch (opcode) {
            case WebSocketFrames.TEXT, WebSocketFrames.BINARY -> !inFragments;
            case WebSocketFrames.CONTINUATION -> inFragments;
            case WebSocketFrames.CLOSE, WebSocketFrames.PING, WebSocketFrames.PONG -> last && length <= CONTROL_MOST;
            default -> false;
        };
    }

    private static byte[] unmasked(ByteBuf in, int length) {
        byte[] mask = new byte[MASK_BYTES];
        in.readBytes(mask);
        byte[] payload = new byte[length];
        in.readBytes(payload);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % MASK_BYTES];
        }
        return payload;
    }

    private void take(Raw frame, List<Object> out) {
        if (frame.opcode() >= CONTROL) {
            control(frame, out);
            return;
        }
        fragments.writeBytes(frame.payload());
        inFragments = !frame.last();
        if (frame.last()) {
            byte[] message = fragments.toByteArray();
            fragments.reset();
            ended();
            out.add(isKeepAlive(message) ? new Ping(WebSocketFrames.message(END_OF_LINE)) : new Frame(message));
        }
    }

    private void control(Raw frame, List<Object> out) {
        switch (frame.opcode()) {
            case WebSocketFrames.PING -> out.add(new Ping(WebSocketFrames.of(WebSocketFrames.PONG, frame.payload())));
            case WebSocketFrames.CLOSE -> {
                state = State.CLOSED;
                out.add(new Goodbye());
            }
            default -> {
                // A pong has done its work by coming.
            }
        }
    }

    /** RFC 5626 section 4.4.1 within a message of its own, as some pages send it. */
    private static boolean isKeepAlive(byte[] message) {
        for (byte b : message) {
            if (b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    private void fail(ByteBuf in, List<Object> out, boolean oversized) {
        state = State.CLOSED;
        in.skipBytes(in.readableBytes());
        fragments.reset();
        inFragments = false;
        ended();
        out.add(new Broken(new byte[0], oversized));
    }
}
