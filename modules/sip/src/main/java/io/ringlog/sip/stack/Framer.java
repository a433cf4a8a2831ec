package io.ringlog.sip.stack;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into messages, whatever marks their ends: what all have is that little is held of an unfinished one,
 * and not for long. Never allocates by what a peer announces.
 */
abstract class Framer extends ByteToMessageDecoder {
    private final Bounds bounds;
    private final SourceShare.Connection share;
    private int held;
    private @Nullable Future<?> deadline;

    /**
     * @param messageBytes the largest message
     * @param partialMillis a message that has begun must end within, else the stream is cut
     * @param onSlow told of each such cut
     */
    record Bounds(int messageBytes, long partialMillis, Runnable onSlow) {}

    /** One whole message. */
    record Frame(byte[] bytes) {}

    /** A sign of life that wants these bytes back. */
    record Ping(byte[] answer) {}

    /** The stream cannot go on; {@code head} is what was read of the offending message. */
    record Broken(byte[] head, boolean oversized) {}

    /** Messages may go over the stream from now on. */
    record Ready() {}

    /** The peer says that it goes. */
    record Goodbye() {}

    Framer(Bounds bounds, SourceShare.Connection share) {
        this.bounds = bounds;
        this.share = share;
    }

    final int messageBytes() {
        return bounds.messageBytes();
    }

    /** Bytes kept of what has begun, beside those that were not looked at yet. */
    abstract int gathered();

    /** Whether something has begun that must end, though nothing is kept of it. */
    abstract boolean begun();

    @Override
    public final void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        share.release(held);
        held = actualReadableBytes() + gathered();
        if (!share.hold(held)) {
            held = 0;
            cut(ctx);
        } else if (held == 0 && !begun()) {
            ended();
        } else {
            begins(ctx);
        }
        super.channelReadComplete(ctx);
    }

    @Override
    protected final void handlerRemoved0(ChannelHandlerContext ctx) {
        share.release(held);
        held = 0;
        ended();
    }

    /** From now on the clock runs, unless it does. */
    final void begins(ChannelHandlerContext ctx) {
        if (deadline == null) {
            deadline = ctx.executor().schedule(() -> cut(ctx), bounds.partialMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What had begun is whole. */
    final void ended() {
        Future<?> running = deadline;
        if (running != null) {
            running.cancel(false);
            deadline = null;
        }
    }

    private void cut(ChannelHandlerContext ctx) {
        bounds.onSlow().run();
        ctx.close();
    }
}
