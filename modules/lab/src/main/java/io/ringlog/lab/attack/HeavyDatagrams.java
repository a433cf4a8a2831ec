package io.ringlog.lab.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Datagrams of some 16 KB that are dear to read: 1,300 Route values, 1,000 Contacts, 3,900 folded lines. */
final class HeavyDatagrams implements Attack {

    private static final int DIGITS = 9;
    private static final String NUMBER = "0".repeat(DIGITS);

    private record Heavy(ByteBuffer bytes, List<Integer> numbersAt) {

        /** A request of its own each time, so that none is taken for the repeat of another. */
        ByteBuffer numbered(int number) {
            byte[] digits = String.format(Locale.ROOT, "%09d", number).getBytes(US_ASCII);
            numbersAt.forEach(at -> bytes.put(at, digits));
            return bytes.rewind();
        }
    }

    private final InetSocketAddress to;
    private final Senders from = Senders.at("127.0.0.25", "127.0.0.26");
    private final List<Heavy> kinds;
    private final AtomicLong sent = new AtomicLong();
    private int next;

    HeavyDatagrams(InetSocketAddress to) throws IOException {
        this.to = to;
        kinds = List.of(
                heavy("INVITE", "Route: " + "<sip:a>,".repeat(1_299) + "<sip:a>\r\n"),
                heavy("REGISTER", "m: <sip:b>\r\n".repeat(1_000)),
                heavy("INVITE", "Subject: x" + "\r\n x".repeat(3_900) + "\r\n"));
    }

    private Heavy heavy(String method, String dear) throws IOException {
        String text = method + " sip:bench.example SIP/2.0\r\nVia: SIP/2.0/UDP " + from.address(0)
                + ";rport;branch=z9hG4bK" + NUMBER + "\r\nMax-Forwards: 70\r\nFrom: <sip:a@b>;tag=1\r\n"
                + "To: <sip:c@d>\r\nCall-ID: " + NUMBER + "\r\nCSeq: 1 " + method + "\r\n" + dear
                + "Content-Length: 0\r\n\r\n";
        int first = text.indexOf(NUMBER);
        return new Heavy(
                ByteBuffer.wrap(text.getBytes(US_ASCII)), List.of(first, text.indexOf(NUMBER, first + DIGITS)));
    }

    @Override
    public String word() {
        return "heavy datagrams";
    }

    @Override
    public int perSecond() {
        return 400;
    }

    @Override
    public void send() throws IOException {
        Heavy heavy = kinds.get(next % kinds.size());
        if (from.send(next, heavy.numbered(next), to)) {
            sent.incrementAndGet();
        }
        next++;
    }

    @Override
    public long sent() {
        return sent.get();
    }

    @Override
    public void close() throws IOException {
        from.close();
    }
}
