package io.ringlog.relay;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A port that is open at an address of each family. What is sent goes by the family of its receiver. */
final class TwoFamilies implements MediaSocket {
    private final MediaSocket four;
    private final MediaSocket six;

    /** @param six has the port of {@code four} */
    TwoFamilies(MediaSocket four, MediaSocket six) {
        this.four = four;
        this.six = six;
    }

    private MediaSocket of(InetAddress peer) {
        return peer instanceof Inet6Address ? six : four;
    }

    @Override
    public int port() {
        return four.port();
    }

    @Override
    public void listen(Receiver receiver) {
        four.listen(receiver);
        six.listen(receiver);
    }

    @Override
    public boolean send(ByteBuffer packet, InetSocketAddress to) {
        return of(to.getAddress()).send(packet, to);
    }

    /** The other family is heard as before; whoever listens turns strangers away by their address. */
    @Override
    public void connect(InetSocketAddress remote) {
        of(remote.getAddress()).connect(remote);
    }

    @Override
    public void disconnect() {
        four.disconnect();
        six.disconnect();
    }

    @Override
    public void each(Consumer<MediaSocket> each) {
        four.each(each);
        six.each(each);
    }

    @Override
    public void close() {
        four.close();
        six.close();
    }
}
