package io.ringlog.sip.stack;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One stream connection: a flow that messages come in and go out by. Ends itself when its peer misbehaves. */
final class StreamConnection extends SimpleChannelInboundHandler<Object> implements Wire {
    /** Whole messages of a stream that are no SIP; its others stand beside them unharmed, up to here. */
    private static final int GARBAGE_MOST = 8;

    private static final int LINGER_MILLIS = 1_000;

    private final StreamProcessor home;
    private final InetSocketAddress peer;
    private final String flowId;
    private final SourceShare.Connection share;
    private volatile @Nullable ChannelFuture ready;
    private int garbage;
    private volatile String lostBy = "Connection Lost";

    StreamConnection(StreamProcessor home, InetSocketAddress peer, String flowId, SourceShare.Connection share) {
        this.home = home;
        this.share = share;
        this.peer = peer;
        this.flowId = flowId;
    }

    InetSocketAddress peer() {
        return peer;
    }

    String flowId() {
        return flowId;
    }

    SourceShare.Connection share() {
        return share;
    }

    /** {@code opening} is done once the connection stands. */
    void ready(ChannelFuture opening) {
        ready = opening;
    }

    @Override
    public void send(byte[] message, InetSocketAddress to) throws IOException {
        ChannelFuture opening = ready;
        if (opening == null || (opening.isDone() && !opening.channel().isActive())) {
            throw new IOException("connection to " + peer + " is closed");
        }
        home.copied(message, to);
        byte[] framed = home.framed(message);
        if (!share.hold(framed.length)) {
            giveUp(opening.channel());
            throw new IOException("peer " + peer + " does not read");
        }
        if (opening.isDone()) {
            write(opening.channel(), framed);
        } else {
            opening.addListener(done -> {
                if (done.isSuccess()) {
                    write(opening.channel(), framed);
                } else {
                    share.release(framed.length);
                }
            });
        }
    }

    /** What is written was held before, until the peer's system has taken it. */
    private void write(Channel channel, byte[] message) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(message)).addListener(done -> share.release(message.length));
    }

    /** Who asks and does not read would have us keep all answers: the connection ends, and what it holds with it. */
    private void giveUp(Channel channel) {
        home.unread();
        channel.close();
    }

    private void pong(Channel channel, byte[] answer) {
        if (share.hold(answer.length)) {
            write(channel, answer);
        } else {
            giveUp(channel);
        }
    }

    @Override
    public String flowId(InetSocketAddress ofPeer) {
        return flowId;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object read) {
        switch (read) {
            case Framer.Frame frame -> {
                if (!home.inlet().received(frame.bytes(), channelNow()) && ++garbage > GARBAGE_MOST) {
                    leave(ctx, WebSocketFrames.PROTOCOL_ERROR);
                }
            }
            case Framer.Ping ping -> pong(ctx.channel(), ping.answer());
            case Framer.Ready ready -> ready(ctx.channel().newSucceededFuture());
            case Framer.Goodbye goodbye -> leave(ctx, WebSocketFrames.NORMAL);
            case Framer.Broken broken -> {
                home.broken(broken, channelNow());
                leave(ctx, broken.oversized() ? WebSocketFrames.TOO_LARGE : WebSocketFrames.PROTOCOL_ERROR);
            }
            default -> throw new IllegalStateException("the framer made a " + read.getClass());
        }
    }

    /** Nothing is read any more; what came before and is still being worked on gets its answers. */
    private void leave(ChannelHandlerContext ctx, int why) {
        if (ctx.pipeline().get(StreamPace.class) != null) {
            ctx.pipeline().remove(StreamPace.class);
        }
        ctx.channel().config().setAutoRead(false);
        ctx.executor().schedule(() -> goodbye(ctx.channel(), why), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A WebSocket is told why it ends (RFC 6455 section 7.4). */
    private void goodbye(Channel channel, int why) {
        if (home.kind().isWeb()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(WebSocketFrames.close(why)))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            channel.close();
        }
    }

    private WireChannel channelNow() {
        return new WireChannel(home, this, peer, System.nanoTime());
    }

    /** Why it ended, in words for whoever waited for something that went over it. */
    String lostBy() {
        return lostBy;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof IdleStateEvent idle && idle.state() == IdleState.READER_IDLE && idle.isFirst()) {
            pong(ctx.channel(), WebSocketFrames.of(WebSocketFrames.PING, new byte[0]));
        } else if (event instanceof IdleStateEvent) {
            ctx.close();
        } else if (event instanceof SslHandshakeCompletionEvent shaken && !shaken.isSuccess()) {
            lostBy = home.unshaken(shaken.cause());
            ctx.close();
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        home.closed(this);
        super.channelInactive(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A reset by the peer is its business; whatever else went wrong, the connection has no defined state any more.
        ctx.close();
    }
}
