package io.ringlog.sip.stack;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream no faster than its address may send in all, whatever it sends and on however many connections: what is
 * beyond waits in the peer's system for the next second. Drops nothing.
 */
final class StreamPace extends ChannelInboundHandlerAdapter {
    private final SourceBudget budget;
    private final InetAddress source;
    private final Runnable onSlowed;
    private @Nullable Future<?> pause;

    /** @param budget in units of {@link Inlet#units} */
    StreamPace(SourceBudget budget, InetAddress source, Runnable onSlowed) {
        this.budget = budget;
        this.source = source;
        this.onSlowed = onSlowed;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) throws Exception {
        if (read instanceof ByteBuf bytes && !budget.admits(source, Inlet.units(bytes.readableBytes()))) {
            pause(ctx);
        }
        super.channelRead(ctx, read);
    }

    private void pause(ChannelHandlerContext ctx) {
        if (pause == null) {
            onSlowed.run();
            ctx.channel().config().setAutoRead(false);
            pause = ctx.executor().schedule(() -> goOn(ctx), SourceBudget.millisToNextSecond(), TimeUnit.MILLISECONDS);
        }
    }

    private void goOn(ChannelHandlerContext ctx) {
        pause = null;
        ctx.channel().config().setAutoRead(true);
    }

    /** Whoever takes it away, or closes, decides about reading from now on. */
    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        Future<?> running = pause;
        if (running != null) {
            running.cancel(false);
            pause = null;
        }
    }
}
