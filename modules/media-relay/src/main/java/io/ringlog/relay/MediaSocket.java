package io.ringlog.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One bound datagram socket of a loop. Used on the loop's thread, but for closing before it has been listened to. */
interface MediaSocket extends AutoCloseable {
    /** Takes what arrives. */
    interface Receiver {
        /**
         * @param packet good until the call returns
         * @param from null when the socket is connected and the kernel has already checked the sender
         */
        void packet(ByteBuffer packet, @Nullable InetSocketAddress from);
    }

    int port();

    void listen(Receiver receiver);

    /**
     * Sends the bytes between position and limit.
     *
     * @param to ignored while the socket is connected
     * @return false when the packet was not taken
     */
    boolean send(ByteBuffer packet, InetSocketAddress to);

    /** Soon only this address is heard and sent to; what has come before is still handed on with its sender. */
    void connect(InetSocketAddress remote);

    void disconnect();

    /** The sockets of the loop that it is made of: itself, or one for each family. */
    default void each(Consumer<MediaSocket> each) {
        each.accept(this);
    }

    @Override
    void close();
}
