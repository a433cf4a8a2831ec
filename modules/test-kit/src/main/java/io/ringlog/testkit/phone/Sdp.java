package io.ringlog.testkit.phone;

import io.ringlog.media.audio.G711;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of a session description as a simple phone needs (RFC 4566): one audio stream.
 *
 * @param eventType payload type of telephone events, -1 when the far end knows none
 * @param wantsSound whether the far end wants to hear us (RFC 3264 section 8.4)
 */
record Sdp(InetSocketAddress address, G711 codec, int eventType, boolean wantsSound) {
    private static final int OUR_EVENTS = 101;
    private static final Pattern CONNECTION = Pattern.compile("(?m)^c=IN IP4 (\\S+)");
    private static final Pattern AUDIO = Pattern.compile("(?m)^m=audio (\\d+) RTP/AVP ([\\d ]+)");
    private static final Pattern EVENTS = Pattern.compile("(?mi)^a=rtpmap:(\\d+) telephone-event/8000");

    static Sdp read(String text) {
        Matcher connection = find(CONNECTION, text);
        Matcher audio = find(AUDIO, text);
        Matcher events = EVENTS.matcher(text);
        int port = Integer.parseInt(audio.group(1));
        String host = connection.group(1);
        boolean held = text.contains("a=sendonly") || text.contains("a=inactive") || host.equals("0.0.0.0");
        return new Sdp(
                new InetSocketAddress(host, port),
                codec(audio.group(2)),
                events.find() ? Integer.parseInt(events.group(1)) : -1,
                port != 0 && !held);
    }

    static String text(String host, int port, int version, String direction) {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 " + version + " IN IP4 " + host,
                "s=-",
                "c=IN IP4 " + host,
                "t=0 0",
                "m=audio " + port + " RTP/AVP 0 8 " + OUR_EVENTS,
                "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:8 PCMA/8000",
                "a=rtpmap:" + OUR_EVENTS + " telephone-event/8000",
                "a=fmtp:" + OUR_EVENTS + " 0-15",
                "a=ptime:20",
                "a=" + direction,
                "");
    }

    private static G711 codec(String types) {
        for (String type : types.strip().split(" +")) {
            if (type.equals("0")) {
                return G711.PCMU;
            }
            if (type.equals("8")) {
                return G711.PCMA;
            }
        }
        throw new IllegalArgumentException("no G.711 in the payload types " + types);
    }

    private static Matcher find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("not a session description of one audio stream: " + text);
        }
        return matcher;
    }
}
