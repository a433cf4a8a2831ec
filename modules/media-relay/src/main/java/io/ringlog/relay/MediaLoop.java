package io.ringlog.relay;

import java.io.IOException;
import java.net.InetSocketAddress;

/** One thread with its sockets: the seam behind which the plain selector and Netty can stand in for each other. */
interface MediaLoop extends AutoCloseable {
    /** What a loop does apart from packets. */
    interface Work {
        /**
         * Does what is due.
         *
         * @return nanoseconds until something is due again; {@link Long#MAX_VALUE} for never
         */
        long runDue(long nowNanos);

        /** The loop ends; runs on its thread. */
        void end();
    }

    /** Binds a socket; from any thread. */
    MediaSocket bind(InetSocketAddress address) throws IOException;

    /** Starts to work; the loop calls the work from then on. */
    void start(Work work);

    /** Hands over a command; throws {@link RelayOverloaded} when too many wait. */
    void submit(Runnable command);

    /** Hands over what must not be refused, because it frees or moves something. */
    void submitRelease(Runnable command);

    /**
     * Takes over a pair of sockets of another loop of the same kind, on whose thread this is called; they must be
     * listened to anew.
     *
     * @param then runs on this loop once they are here; must not be refused either
     */
    void adopt(SocketPair sockets, Runnable then);

    @Override
    void close();
}
