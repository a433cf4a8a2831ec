package io.ringlog.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Netty datagram channel of the loop. Knows addresses, not legs. */
final class NettyMediaSocket implements MediaSocket {
    private static final Logger LOG = LoggerFactory.getLogger(NettyMediaSocket.class);

    private volatile Runnable afterRead;
    private @Nullable DatagramChannel channel;
    private @Nullable Receiver receiver;
    private boolean connected;

    NettyMediaSocket(Runnable afterRead) {
        this.afterRead = afterRead;
    }

    ChannelHandler handler() {
        return new Handler();
    }

    private DatagramChannel channel() {
        if (channel == null) {
            throw new IllegalStateException("the media port is not bound");
        }
        return channel;
    }

    @Override
    public int port() {
        return channel().localAddress().getPort();
    }

    @Override
    public void listen(Receiver to) {
        receiver = to;
        channel().config().setAutoRead(true);
    }

    /** Leaves its event loop for another; nothing is read on the way. */
    void moveTo(EventLoopGroup other, Runnable afterReadThere, Runnable then) {
        afterRead = afterReadThere;
        channel().config().setAutoRead(false);
        ChannelFuture left = channel().deregister();
        left.addListener(gone -> {
            ChannelFuture arrived = other.register(channel());
            arrived.addListener(here -> then.run());
        });
    }

    @Override
    public boolean send(ByteBuffer packet, InetSocketAddress to) {
        Channel out = channel();
        // A copy: the bytes belong to whoever called, and Netty may keep the packet until the socket takes it.
        ByteBuf copy = out.alloc().ioBuffer(packet.remaining()).writeBytes(packet);
        ChannelFuture sent = out.writeAndFlush(connected ? copy : new DatagramPacket(copy, to));
        return !sent.isDone() || sent.isSuccess();
    }

    @Override
    public void connect(InetSocketAddress remote) {
        connected = channel().connect(remote).isSuccess();
    }

    @Override
    public void disconnect() {
        if (connected) {
            connected = !channel().disconnect().isSuccess();
        }
    }

    @Override
    public void close() {
        ChannelFuture closing = channel().close();
        closing.addListener(done -> LOG.trace("media port closed: {}", done.isSuccess()));
    }

    private final class Handler extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            channel = (DatagramChannel) context.channel();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (receiver != null && message instanceof DatagramPacket packet) {
                    // Netty may have read this before the socket was connected, so its sender is checked once more.
                    receiver.packet(packet.content().nioBuffer(), packet.sender());
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            afterRead.run();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            LOG.debug("media port {}: {}", port(), cause.toString());
        }
    }
}
