package io.ringlog.lab.attack;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** UDP sockets at loopback addresses of their own, which send and do not wait. */
final class Senders implements Closeable {

    private static final int READ_BYTES = 2_048;

    private final List<DatagramChannel> channels;
    private final ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);

    private Senders(List<DatagramChannel> channels) {
        this.channels = List.copyOf(channels);
    }

    static Senders at(String... addresses) throws IOException {
        List<DatagramChannel> channels = new ArrayList<>();
        for (String address : addresses) {
            DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(address, 0));
            channel.configureBlocking(false);
            channels.add(channel);
        }
        return new Senders(channels);
    }

    int count() {
        return channels.size();
    }

    /** The address of a sender as {@code host:port}. */
    String address(int sender) throws IOException {
        var local = (InetSocketAddress) channel(sender).getLocalAddress();
        return local.getAddress().getHostAddress() + ":" + local.getPort();
    }

    /** @return whether the system took it */
    boolean send(int sender, ByteBuffer bytes, InetSocketAddress to) throws IOException {
        return channel(sender).send(bytes, to) > 0;
    }

    /** Hands on whatever has come to a sender; the text is good until the next. */
    void read(int sender, Consumer<ByteBuffer> reader) throws IOException {
        while (channel(sender).receive(buffer.clear()) != null) {
            reader.accept(buffer.flip());
        }
    }

    private DatagramChannel channel(int sender) {
        return channels.get(sender % channels.size());
    }

    @Override
    public void close() throws IOException {
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }
}
