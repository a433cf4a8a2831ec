package io.ringlog.sip.sdp;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A session description (RFC 8866): session lines and media sections, kept in order and written back as read. */
public record SessionDescription(List<String> lines, List<MediaSection> media) {
    private static final int LENGTH_MAX = 16_384;
    private static final String ZERO_FOUR = "0.0.0.0";
    private static final String ZERO_SIX = "::";
    /** Attributes that would lead media around a relay, or that describe one end of it only. */
    private static final Set<String> ADDRESSED = Set.of(
            "candidate", "rtcp", "ice-ufrag", "ice-pwd", "remote-candidates", "ice-options", "end-of-candidates");

    public SessionDescription {
        lines = List.copyOf(lines);
        media = List.copyOf(media);
    }

    /** Reads a description; throws {@link BadSdp} naming what is wrong. */
    public static SessionDescription parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new BadSdp("longer than " + LENGTH_MAX + " characters");
        }
        List<String> session = new ArrayList<>();
        List<MediaSection> media = new ArrayList<>();
        String mediaLine = null;
        List<String> current = session;
        for (String line : text.split("\r\n|\n|\r")) {
            if (line.isBlank()) {
                continue;
            }
            if (line.length() < 2 || line.charAt(1) != '=') {
                throw new BadSdp("no type=value line: " + Keyless.text(line));
            }
            if (line.startsWith("m=")) {
                close(mediaLine, current, media);
                mediaLine = line;
                current = new ArrayList<>();
            } else {
                current.add(line);
            }
        }
        close(mediaLine, current, media);
        if (session.isEmpty() || !session.getFirst().equals("v=0")) {
            throw new BadSdp("does not begin with v=0");
        }
        return new SessionDescription(session, media);
    }

    private static void close(@Nullable String mediaLine, List<String> lines, List<MediaSection> media) {
        if (mediaLine != null) {
            media.add(MediaSection.parse(mediaLine, lines));
        }
    }

    /** Empty when it cannot be read. */
    public static Optional<SessionDescription> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (BadSdp unreadable) {
            return Optional.empty();
        }
    }

    /** The direction of the audio in this text; sendrecv when it says nothing. */
    public static Direction directionOf(String text) {
        return tryParse(text)
                .flatMap(SessionDescription::audio)
                .map(AudioStream::direction)
                .orElse(Direction.SENDRECV);
    }

    /**
     * The audio that can be used: the first that can be encrypted, else the first in the clear, else the first that is
     * not refused (RFC 3264 section 6).
     */
    public Optional<AudioStream> audio() {
        int chosen = chosen();
        return chosen < 0 ? Optional.empty() : Optional.of(stream(media.get(chosen)));
    }

    /** Where the audio that can be used stands; -1 when there is none. */
    int chosen() {
        int secure = firstAudio(
                section -> !section.crypto().isEmpty() && !section.codecs().isEmpty());
        int plain = secure < 0
                ? firstAudio(section -> section.isPlain() && !section.codecs().isEmpty())
                : secure;
        return plain < 0 ? firstAudio(section -> true) : plain;
    }

    /** Where the first audio section stands that is not refused and fits; -1 when there is none. */
    int firstAudio(Predicate<MediaSection> fits) {
        for (int i = 0; i < media.size(); i++) {
            if (liveAudio(media.get(i)) && fits.test(media.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean liveAudio(MediaSection m) {
        return m.type().equals("audio") && m.port() != 0;
    }

    AudioStream stream(MediaSection section) {
        String address = addressIn(section.connection());
        Direction direction = section.ownDirection().or(this::sessionDirection).orElse(Direction.SENDRECV);
        int rtcp = section.attribute("rtcp")
                .map(v -> v.split(" ")[0])
                .filter(v -> v.matches("[0-9]{1,5}"))
                .map(Integer::parseInt)
                .orElse(section.port() + 1);
        return new AudioStream(
                address == null ? "" : address,
                section.port(),
                rtcp,
                section.attribute("rtcp-mux").isPresent(),
                section.protocol(),
                section.codecs(),
                isZero(address) ? Direction.INACTIVE : direction,
                section.crypto(),
                section.keys());
    }

    /** Whether there is audio that can be used without encryption. */
    public boolean isPlainToo() {
        return firstAudio(section -> section.isPlain() && !section.codecs().isEmpty()) >= 0;
    }

    /** The same session as one sees it who encrypts nothing: what has to be encrypted is refused. */
    public SessionDescription inTheClear() {
        return new SessionDescription(
                lines,
                media.stream()
                        .map(it -> it.isPlain() ? it.under(Secured.NOT) : it.isSecure() ? it.rejected() : it)
                        .toList());
    }

    /** The same session as one sees it who encrypts everything: what cannot be encrypted is refused. */
    public SessionDescription encrypted() {
        return new SessionDescription(
                lines,
                media.stream()
                        .map(it -> it.isPlain() && it.crypto().isEmpty() ? it.rejected() : it)
                        .toList());
    }

    /** The same session with its audio under other keys, or under none; other than RTP is left as it is. */
    public SessionDescription under(Secured keys) {
        int chosen = chosen();
        if (chosen < 0 || !(media.get(chosen).isPlain() || media.get(chosen).isSecure())) {
            return this;
        }
        List<MediaSection> changed = new ArrayList<>(media);
        changed.set(chosen, media.get(chosen).under(keys));
        return new SessionDescription(lines, changed);
    }

    /** By what way its audio goes, where that is a browser's and can be gone. */
    public Optional<WebRtcTerms> webRtc() {
        int chosen = chosen();
        return chosen < 0 || !media.get(chosen).isWebRtc() ? Optional.empty() : WebRtcTerms.of(this, media.get(chosen));
    }

    /**
     * The same session with its audio in plain RTP.
     *
     * @param address in place of where ICE would find it
     */
    public SessionDescription inPlainRtp(String address) {
        int chosen = chosen();
        List<MediaSection> changed = new ArrayList<>(media);
        changed.set(chosen, media.get(chosen).inPlainRtp());
        List<String> session = new ArrayList<>(lines.stream()
                .filter(line -> !line.startsWith("a=") && !line.startsWith("c="))
                .toList());
        sessionDirection().ifPresent(it -> session.add("a=" + it.attribute()));
        return new SessionDescription(session, changed).withConnection(connection(address));
    }

    Optional<String> sessionAttribute(String name) {
        return sessionAttributes(name).findFirst();
    }

    Stream<String> sessionAttributes(String name) {
        String prefix = "a=" + name + ":";
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).trim());
    }

    /** RFC 2543 held calls with a zero address, and some phones still do. */
    private static boolean isZero(@Nullable String address) {
        return address != null && (address.equals(ZERO_FOUR) || address.equals(ZERO_SIX));
    }

    private static String connection(String address) {
        return "c=IN " + (address.contains(":") ? "IP6 " : "IP4 ") + address;
    }

    private Optional<Direction> sessionDirection() {
        return Stream.of(Direction.values())
                .filter(d -> lines.contains("a=" + d.attribute()))
                .findFirst();
    }

    private @Nullable String addressIn(@Nullable String ofSection) {
        String line = ofSection != null
                ? ofSection
                : lines.stream().filter(l -> l.startsWith("c=")).findFirst().orElse(null);
        if (line == null) {
            return null;
        }
        String[] parts = line.substring(2).trim().split("\\s+");
        return parts.length == 3 ? parts[2].split("/")[0] : null;
    }

    /**
     * The same session with only these codecs in its audio, in this order, and digits and comfort noise beside them.
     *
     * @param names in lower case; empty keeps all
     * @throws BadSdp when none of them was there
     */
    public SessionDescription keeping(List<String> names) {
        int chosen = chosen();
        if (names.isEmpty() || chosen < 0) {
            return this;
        }
        List<MediaSection> kept = new ArrayList<>(media);
        kept.set(chosen, media.get(chosen).keeping(names));
        return new SessionDescription(lines, kept);
    }

    /** The same session with its audio at another address and RTP port; other media is refused, ICE is taken out. */
    public SessionDescription relocated(String address, int port) {
        String relay = connection(address);
        // Whoever holds in the manner of RFC 2543 says so by this address alone, and the other side must see it.
        String connection = isZero(audio().map(AudioStream::address).orElse(""))
                ? connection(address.contains(":") ? ZERO_SIX : ZERO_FOUR)
                : relay;
        List<String> session = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("c=") || addressed(line)) {
                continue;
            }
            session.add(line.startsWith("o=") ? originAt(line, address) : line);
        }
        List<MediaSection> moved = new ArrayList<>();
        int chosen = chosen();
        for (int i = 0; i < media.size(); i++) {
            MediaSection section = media.get(i);
            moved.add(i == chosen ? section.at(port, movedLines(section, connection, port)) : section.rejected());
        }
        return new SessionDescription(session, moved).withConnection(relay);
    }

    /** Session-level c= is needed where a refused section has none of its own. */
    private SessionDescription withConnection(String connection) {
        List<String> session = new ArrayList<>(lines);
        int at = 0;
        while (at < session.size() && "vosiuep".indexOf(session.get(at).charAt(0)) >= 0) {
            at++;
        }
        session.add(at, connection);
        return new SessionDescription(session, media);
    }

    /** The next description of the session that another one began: its origin, one version on (RFC 3264 section 8). */
    public SessionDescription following(SessionDescription before) {
        return before.origin()
                .flatMap(SessionDescription::versionAfter)
                .map(next -> new SessionDescription(
                        lines.stream()
                                .map(line -> line.startsWith("o=") ? next : line)
                                .toList(),
                        media))
                .orElse(this);
    }

    private Optional<String> origin() {
        return lines.stream().filter(l -> l.startsWith("o=")).findFirst();
    }

    /** Empty when it has no version that could be raised: what follows is a session of its own then. */
    private static Optional<String> versionAfter(String origin) {
        String[] parts = origin.split(" ");
        if (parts.length != 6 || !parts[2].matches("[0-9]{1,19}")) {
            return Optional.empty();
        }
        parts[2] = new BigInteger(parts[2]).add(BigInteger.ONE).toString();
        return Optional.of(String.join(" ", parts));
    }

    private static String originAt(String line, String address) {
        String[] parts = line.substring(2).split(" ");
        if (parts.length != 6) {
            return line;
        }
        parts[4] = address.contains(":") ? "IP6" : "IP4";
        parts[5] = address;
        return "o=" + String.join(" ", parts);
    }

    private static List<String> movedLines(MediaSection section, String connection, int port) {
        List<String> lines = new ArrayList<>();
        for (String line : section.lines()) {
            if (!line.startsWith("c=") && !addressed(line)) {
                lines.add(line);
            }
        }
        int at = !lines.isEmpty() && lines.getFirst().startsWith("i=") ? 1 : 0;
        lines.add(at, connection);
        if (section.attribute("rtcp").isPresent()) {
            lines.add("a=rtcp:" + (port + 1));
        }
        return lines;
    }

    private static boolean addressed(String line) {
        if (!line.startsWith("a=")) {
            return false;
        }
        int colon = line.indexOf(':');
        return ADDRESSED.contains(colon < 0 ? line.substring(2) : line.substring(2, colon));
    }

    /** The description as it goes on the wire. */
    public String text() {
        StringBuilder out = new StringBuilder(512);
        lines.forEach(l -> out.append(l).append("\r\n"));
        media.forEach(m -> m.write(out));
        return out.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
