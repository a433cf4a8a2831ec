package io.ringlog.testkit.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Speaks DNS (RFC 1035) over UDP: of each name what it was told, else that there is no such name. */
public final class NameServer implements AutoCloseable {
    private static final int LARGEST = 65_535;

    private final DatagramSocket socket;
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Message, List<Message>> manner = this::honest;

    public NameServer() {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("name-server").start(this::serve);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    /**
     * One more record.
     *
     * @param name without a dot at its end
     * @param type {@code SRV} and the like
     * @param data as in a master file (RFC 1035 section 5)
     */
    public NameServer says(String name, String type, int ttlSec, String data) {
        try {
            records.add(Record.fromString(named(name), Type.value(type), DClass.IN, ttlSec, data, Name.root));
            return this;
        } catch (IOException unwritable) {
            throw new IllegalArgumentException(name + " " + type + " " + data, unwritable);
        }
    }

    /** From now on a question is answered by these messages in their order; none is silence. */
    public NameServer behaving(Function<Message, List<Message>> newManner) {
        manner = newManner;
        return this;
    }

    /** The answer to a question out of what was told. */
    public List<Message> honest(Message question) {
        Record wanted = question.getQuestion();
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(wanted, Section.QUESTION);
        List<Record> named = records.stream()
                .filter(it -> it.getName().equals(wanted.getName()))
                .toList();
        named.stream()
                .filter(it -> it.getType() == wanted.getType() || it.getType() == Type.CNAME)
                .forEach(it -> answer.addRecord(it, Section.ANSWER));
        answer.getHeader().setRcode(named.isEmpty() ? Rcode.NXDOMAIN : Rcode.NOERROR);
        return List.of(answer);
    }

    /** Who was asked for, as {@code SRV _sip._udp.carrier.test}, in the order of asking. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** @param name without a dot at its end */
    public static Name named(String name) {
        try {
            return Name.fromString(name, Name.root);
        } catch (IOException noName) {
            throw new IllegalArgumentException(name, noName);
        }
    }

    private void serve() {
        byte[] buffer = new byte[LARGEST];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, LARGEST);
                socket.receive(packet);
                Message question = new Message(Arrays.copyOf(buffer, packet.getLength()));
                Record wanted = question.getQuestion();
                asked.add(Type.string(wanted.getType()) + " " + wanted.getName().toString(true));
                for (Message answer : manner.apply(question)) {
                    byte[] bytes = answer.toWire();
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
