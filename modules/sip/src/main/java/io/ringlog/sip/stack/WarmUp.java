package io.ringlog.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;

/** Runs the reading and writing of messages some times before the first one comes: a cold JVM needs seconds for it. */
final class WarmUp {
    private static final int ROUNDS = 40;
    private static final String COMMON = "Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKwarm;rport\r\n"
            + "From: \"Warm\" <sip:warm@example.test>;tag=1\r\nTo: <sip:up@example.test>\r\nCall-ID: warm@up\r\n"
            + "Max-Forwards: 70\r\nContact: <sip:warm@127.0.0.1:5060>;expires=60\r\nUser-Agent: warm\r\n"
            + "Record-Route: <sip:127.0.0.1;lr>\r\nAuthorization: Digest username=\"w\", realm=\"x\", nonce=\"n\", "
            + "uri=\"sip:x\", response=\"00\", algorithm=MD5, qop=auth, cnonce=\"c\", nc=00000001\r\n";
    private static final List<String> SAMPLES = List.of(
            "REGISTER sip:example.test SIP/2.0\r\nCSeq: 1 REGISTER\r\nExpires: 60\r\n",
            "INVITE sip:up@example.test SIP/2.0\r\nCSeq: 1 INVITE\r\nAllow: INVITE\r\nSupported: timer\r\n",
            "SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\n",
            "BYE sip:up@example.test SIP/2.0\r\nCSeq: 2 BYE\r\nRoute: <sip:127.0.0.1;lr>\r\n");

    private WarmUp() {}

    static void run() {
        for (int i = 0; i < ROUNDS; i++) {
            for (String sample : SAMPLES) {
                readAndWrite(sample + COMMON + "Content-Length: 0\r\n\r\n");
            }
        }
    }

    private static void readAndWrite(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!(RawCheck.check(bytes, bytes.length) instanceof RawCheck.Verdict.Sound sound)) {
            throw new IllegalStateException("a sample message is unsound:\n" + text);
        }
        try {
            SIPMessage message = new StringMsgParser().parseSIPMessage(sound.bytes(), true, false, null);
            ((SIPMessage) message.clone()).encodeAsBytes("udp");
        } catch (ParseException bad) {
            throw new IllegalStateException("a sample message cannot be read:\n" + text, bad);
        }
    }
}
