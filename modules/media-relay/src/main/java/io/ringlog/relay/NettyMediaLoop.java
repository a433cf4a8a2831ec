package io.ringlog.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The fallback: the same loop on a Netty event loop, at about one and a half times the cost per packet. */
final class NettyMediaLoop implements MediaLoop {
    private static final Work NOTHING = new Work() {
        @Override
        public long runDue(long nowNanos) {
            return Long.MAX_VALUE;
        }

        @Override
        public void end() {}
    };

    private final EventLoopGroup group;
    private final CommandQueue commands;
    private final AtomicBoolean turnAsked = new AtomicBoolean();
    private volatile Work work = NOTHING;
    private @Nullable Future<?> alarm;
    private long alarmAt;

    NettyMediaLoop(String name, int queueLimit) {
        this.group =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
        this.commands = new CommandQueue(queueLimit);
    }

    @Override
    public MediaSocket bind(InetSocketAddress address) throws IOException {
        NettyMediaSocket socket = new NettyMediaSocket(this::turn);
        ChannelFuture bound = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .handler(socket.handler())
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("media port " + address + " cannot be bound", bound.cause());
        }
        return socket;
    }

    @Override
    public void start(Work toDo) {
        work = toDo;
    }

    @Override
    public void submit(Runnable command) {
        commands.add(command);
        askTurn();
    }

    @Override
    public void submitRelease(Runnable command) {
        commands.addAlways(command);
        askTurn();
    }

    @Override
    public void adopt(SocketPair sockets, Runnable then) {
        adopt(new ArrayDeque<>(sockets.all()), then);
    }

    /** One after the other, for each tells by itself when it is here. */
    private void adopt(Deque<MediaSocket> left, Runnable then) {
        MediaSocket next = left.poll();
        if (next == null) {
            submitRelease(then);
        } else {
            ((NettyMediaSocket) next).moveTo(group, this::turn, () -> adopt(left, then));
        }
    }

    private void askTurn() {
        if (!group.isShuttingDown() && turnAsked.compareAndSet(false, true)) {
            group.execute(this::askedTurn);
        }
    }

    private void askedTurn() {
        turnAsked.set(false);
        turn();
    }

    private void turn() {
        boolean more = commands.runSome();
        long now = System.nanoTime();
        long wait = work.runDue(now);
        if (more) {
            askTurn();
        }
        if (wait != Long.MAX_VALUE) {
            wakeAt(now + wait, now);
        }
    }

    private void wakeAt(long at, long now) {
        if (alarm != null && !alarm.isDone()) {
            if (alarmAt - at <= 0) {
                return;
            }
            alarm.cancel(false);
        }
        alarmAt = at;
        alarm = group.schedule(this::alarmed, Math.max(0, at - now), TimeUnit.NANOSECONDS);
    }

    private void alarmed() {
        alarm = null;
        turn();
    }

    @Override
    public void close() {
        group.submit(() -> {
                    commands.runSome();
                    work.end();
                })
                .awaitUninterruptibly(5, TimeUnit.SECONDS);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
