package io.ringlog.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Registers one phone again and again with digest (REGISTER, 401, REGISTER, 200), one after the other. */
final class RegisterLoad implements AutoCloseable {

    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

    /** The phone that registers. */
    record Phone(String username, String realm, String password, String contact) {}

    /** How it went. */
    record Result(int registered, int failed) {}

    private final DatagramSocket socket;
    private final InetSocketAddress registrar;
    private final byte[] buffer = new byte[65_536];
    private int cseq;

    RegisterLoad(String ip, InetSocketAddress registrar) throws IOException {
        this.socket = new DatagramSocket(new InetSocketAddress(ip, 0));
        this.socket.setSoTimeout(3_000);
        this.registrar = registrar;
    }

    Result run(Phone phone, int times) throws IOException {
        int registered = 0;
        String callId = "register-" + Long.toHexString(System.nanoTime());
        for (int i = 0; i < times; i++) {
            registered += register(phone, callId) ? 1 : 0;
        }
        return new Result(registered, times - registered);
    }

    private boolean register(Phone phone, String callId) throws IOException {
        SipText challenge = exchange(phone, callId, "");
        Matcher nonce = NONCE.matcher(md5Challenge(challenge));
        return challenge.status() == 401
                && nonce.find()
                && exchange(phone, callId, authorization(phone, nonce.group(1))).status() == 200;
    }

    /** The challenge for MD5, which every peer offers; it is named or, the older way, unnamed. */
    private static String md5Challenge(SipText answer) {
        List<String> challenges = answer.lines("WWW-Authenticate");
        return challenges.stream()
                .filter(line -> !line.contains("SHA-256"))
                .findFirst()
                .orElse("");
    }

    private SipText exchange(Phone phone, String callId, String authorization) throws IOException {
        cseq++;
        String own = socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
        StringBuilder out = new StringBuilder(512)
                .append("REGISTER sip:" + phone.realm() + " SIP/2.0\r\n")
                .append("Via: SIP/2.0/UDP " + own + ";rport;branch=z9hG4bK" + callId + cseq + "\r\n")
                .append("Max-Forwards: 70\r\nFrom: <sip:" + phone.username() + "@" + phone.realm() + ">;tag=r\r\n")
                .append("To: <sip:" + phone.username() + "@" + phone.realm() + ">\r\n")
                .append("Call-ID: " + callId + "\r\nCSeq: " + cseq + " REGISTER\r\n")
                .append("Contact: <" + phone.contact() + ">\r\nExpires: 3600\r\n")
                .append(authorization);
        byte[] request = SipText.finish(out, "").getBytes(ISO_8859_1);
        socket.send(new DatagramPacket(request, request.length, registrar));
        return finalAnswer(cseq + " REGISTER");
    }

    private SipText finalAnswer(String wanted) throws IOException {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            while (true) {
                socket.receive(packet);
                SipText answer = new SipText(new String(buffer, 0, packet.getLength(), ISO_8859_1));
                if (answer.status() >= 200 && answer.value("CSeq").equals(wanted)) {
                    return answer;
                }
            }
        } catch (SocketTimeoutException silent) {
            return new SipText("SIP/2.0 408 no answer in time\r\n\r\n");
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
