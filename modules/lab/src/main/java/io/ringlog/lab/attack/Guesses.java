package io.ringlog.lab.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers to challenges that are wrong, by INVITE and REGISTER in turns, for users that there are. */
final class Guesses implements Attack {

    private static final Pattern MD5_NONCE = Pattern.compile("(?m)^WWW-Authenticate:(?!.*SHA-256).*nonce=\"([^\"]+)\"");
    private static final int NONCE_GOOD_FOR = 2_000;

    private final InetSocketAddress to;
    private final String realm;
    private final List<String> users;
    private final Senders from = Senders.at("127.0.0.27", "127.0.0.28");
    private final String[] nonces = new String[from.count()];
    private final AtomicLong sent = new AtomicLong();
    private int next;

    Guesses(InetSocketAddress to, String realm, List<String> users) throws IOException {
        this.to = to;
        this.realm = realm;
        this.users = List.copyOf(users);
        Arrays.fill(nonces, "");
    }

    @Override
    public String word() {
        return "guesses";
    }

    @Override
    public int perSecond() {
        return 400;
    }

    /** Without a nonce it asks for one: that is no guess. */
    @Override
    public void send() throws IOException {
        int sender = next % from.count();
        String user = users.get(next % users.size());
        String method = next / from.count() % 2 == 0 ? "REGISTER" : "INVITE";
        from.read(sender, answer -> read(sender, answer));
        if (next % NONCE_GOOD_FOR < from.count()) {
            nonces[sender] = "";
        }
        String nonce = nonces[sender];
        String request = nonce.isEmpty()
                ? request(sender, "REGISTER", user, "")
                : request(sender, method, user, guess(method, user, nonce));
        boolean taken = from.send(sender, ByteBuffer.wrap(request.getBytes(US_ASCII)), to);
        if (taken && !nonce.isEmpty()) {
            sent.incrementAndGet();
        }
        next++;
    }

    /** Only the first answer after a nonce was forgotten is looked at. */
    private void read(int sender, ByteBuffer answer) {
        if (nonces[sender].isEmpty()) {
            Matcher nonce = MD5_NONCE.matcher(US_ASCII.decode(answer));
            nonces[sender] = nonce.find() ? nonce.group(1) : "";
        }
    }

    private String request(int sender, String method, String user, String answer) throws IOException {
        String uri = method.equals("REGISTER") ? "sip:" + realm : "sip:0000@" + realm;
        String own = from.address(sender);
        return method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + own + ";rport;branch=z9hG4bKguess" + next
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:" + user + "@" + realm + ">;tag=g" + next + "\r\nTo: <sip:"
                + user + "@" + realm + ">\r\nCall-ID: guess" + next + "\r\nCSeq: 1 " + method + "\r\nContact: <sip:"
                + user + "@" + own + ">\r\n" + answer + "Content-Length: 0\r\n\r\n";
    }

    private String guess(String method, String user, String nonce) {
        String uri = method.equals("REGISTER") ? "sip:" + realm : "sip:0000@" + realm;
        String header = method.equals("REGISTER") ? "Authorization" : "Proxy-Authorization";
        return header + ": Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\""
                + uri + "\", response=\"" + String.format("%032x", next)
                + "\", algorithm=MD5, qop=auth, cnonce=\"g\", nc=" + String.format("%08x", next) + "\r\n";
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
