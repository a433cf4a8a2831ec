package io.ringlog.lab.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Registers phones, or one again and again, with digest (REGISTER, 401, REGISTER, 200), sixteen at a time: one after
 * the other it would be the process's idling that is measured.
 */
public final class RegisterLoad implements AutoCloseable {

    private static final int IN_FLIGHT = 16;
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

    /** The phone that registers. */
    public record Phone(String username, String realm, String password, String contact) {}

    /** How it went. */
    public record Result(int registered, int failed) {}

    private final DatagramSocket socket;
    private final InetSocketAddress registrar;
    private final byte[] buffer = new byte[65_536];
    private int cseq;

    public RegisterLoad(String ip, InetSocketAddress registrar) throws IOException {
        this.socket = new DatagramSocket(new InetSocketAddress(ip, 0));
        this.socket.setSoTimeout(3_000);
        this.registrar = registrar;
    }

    /** Registers one phone so many times. */
    public Result run(Phone phone, int times) throws IOException {
        return run(any -> phone, times);
    }

    /** Registers the phones from 0 up to {@code times}, each once. */
    public Result run(IntFunction<Phone> phones, int times) throws IOException {
        Round round = new Round(phones, times);
        for (int line = 0; line < IN_FLIGHT; line++) {
            round.begin("register-" + Long.toHexString(System.nanoTime()) + "-" + line);
        }
        while (!round.waiting.isEmpty()) {
            round.take(nextFinal());
        }
        return new Result(round.registered, times - round.registered);
    }

    /** A REGISTER under way; a line of registrations has a Call-ID of its own, in which CSeq only grows. */
    private record Sent(Phone phone, String callId, boolean authorized) {}

    /** The registrations of one run: so many are under way until so many have begun. */
    private final class Round {
        private final Map<String, Sent> waiting = new LinkedHashMap<>();
        private final IntFunction<Phone> phones;
        private final int times;
        private int begun;
        private int registered;

        Round(IntFunction<Phone> phones, int times) {
            this.phones = phones;
            this.times = times;
        }

        void begin(String callId) throws IOException {
            if (begun < times) {
                send(phones.apply(begun++), callId, "");
            }
        }

        private void send(Phone phone, String callId, String authorization) throws IOException {
            cseq++;
            waiting.put(cseq + " REGISTER", new Sent(phone, callId, !authorization.isEmpty()));
            RegisterLoad.this.send(phone, callId, authorization);
        }

        /** @param answer null after seconds of silence: what was under way has failed */
        void take(@Nullable SipText answer) throws IOException {
            if (answer == null) {
                List<Sent> lost = List.copyOf(waiting.values());
                waiting.clear();
                for (Sent each : lost) {
                    begin(each.callId());
                }
                return;
            }
            Sent sent = waiting.remove(answer.value("CSeq"));
            if (sent == null) {
                return;
            }
            Matcher nonce = NONCE.matcher(md5Challenge(answer));
            if (!sent.authorized() && answer.status() == 401 && nonce.find()) {
                send(sent.phone(), sent.callId(), authorization(sent.phone(), nonce.group(1)));
                return;
            }
            registered += sent.authorized() && answer.status() == 200 ? 1 : 0;
            begin(sent.callId());
        }
    }

    /** The challenge for MD5, which every peer offers; it is named or, the older way, unnamed. */
    private static String md5Challenge(SipText answer) {
        List<String> challenges = answer.lines("WWW-Authenticate");
        return challenges.stream()
                .filter(line -> !line.contains("SHA-256"))
                .findFirst()
                .orElse("");
    }

    private void send(Phone phone, String callId, String authorization) throws IOException {
        String own = socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
        StringBuilder out = new StringBuilder(512)
                .append("REGISTER sip:" + phone.realm() + " SIP/2.0\r\n")
                .append("Via: SIP/2.0/UDP " + own + ";rport;branch=z9hG4bK" + callId + "-" + cseq + "\r\n")
                .append("Max-Forwards: 70\r\nFrom: <sip:" + phone.username() + "@" + phone.realm() + ">;tag=r\r\n")
                .append("To: <sip:" + phone.username() + "@" + phone.realm() + ">\r\n")
                .append("Call-ID: " + callId + "\r\nCSeq: " + cseq + " REGISTER\r\n")
                .append("Contact: <" + phone.contact() + ">\r\nExpires: 3600\r\n")
                .append(authorization);
        byte[] request = SipText.finish(out, "").getBytes(ISO_8859_1);
        socket.send(new DatagramPacket(request, request.length, registrar));
    }

    /** The next final answer to anything; null when none comes. */
    private @Nullable SipText nextFinal() throws IOException {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            while (true) {
                socket.receive(packet);
                SipText answer = new SipText(new String(buffer, 0, packet.getLength(), ISO_8859_1));
                if (answer.status() >= 200) {
                    return answer;
                }
            }
        } catch (SocketTimeoutException silent) {
            return null;
        }
    }

    private String authorization(Phone phone, String nonce) {
        String uri = "sip:" + phone.realm();
        String ha1 = md5(phone.username() + ":" + phone.realm() + ":" + phone.password());
        String response = md5(ha1 + ":" + nonce + ":00000001:c:auth:" + md5("REGISTER:" + uri));
        return "Authorization: Digest username=\"" + phone.username() + "\", realm=\"" + phone.realm() + "\", nonce=\""
                + nonce + "\", uri=\"" + uri + "\", response=\"" + response
                + "\", algorithm=MD5, qop=auth, cnonce=\"c\", nc=00000001\r\n";
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(ISO_8859_1)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("MD5 is part of every Java platform", impossible);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
