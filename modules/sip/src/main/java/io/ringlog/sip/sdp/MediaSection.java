package io.ringlog.sip.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One m= line with what follows it; attributes that we do not know stay as they are. */
public record MediaSection(String type, int port, String protocol, List<String> formats, List<String> lines) {

    private static final List<String> OF_A_FORMAT = List.of("a=rtpmap:", "a=fmtp:");
    private static final String WEB_RTC = "UDP/TLS/RTP/SAVPF";

    /** What a stream says of itself whatever way it goes. */
    private static final Set<String> PLAINLY =
            Set.of("a=sendrecv", "a=sendonly", "a=recvonly", "a=inactive", "a=ptime", "a=maxptime");

    private static final Set<String> BESIDE = Set.of("telephone-event", "cn");
    /** RFC 3551 section 6. */
    private static final String COMFORT_NOISE = "13";

    public MediaSection {
        formats = List.copyOf(formats);
        lines = List.copyOf(lines);
    }

    static MediaSection parse(String mediaLine, List<String> lines) {
        String[] parts = mediaLine.substring(2).trim().split("\\s+");
        if (parts.length < 4) {
            throw new BadSdp("m= needs media, port, protocol and formats: " + mediaLine);
        }
        String port = parts[1].contains("/") ? parts[1].substring(0, parts[1].indexOf('/')) : parts[1];
        return new MediaSection(parts[0], portOf(port), parts[2], List.of(parts).subList(3, parts.length), lines);
    }

    private static int portOf(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw new BadSdp("m= has no port number: " + text);
        }
        throw new BadSdp("m= has an impossible port: " + text);
    }

    /** The value of the first {@code a=name:value}, empty text for {@code a=name}. */
    public Optional<String> attribute(String name) {
        return attributes(name).findFirst();
    }

    Stream<String> attributes(String name) {
        String prefix = "a=" + name;
        return lines.stream()
                .filter(l -> l.equals(prefix) || l.startsWith(prefix + ":"))
                .map(l -> l.length() == prefix.length() ? "" : l.substring(prefix.length() + 1));
    }

    @Nullable
    String connection() {
        return lines.stream().filter(l -> l.startsWith("c=")).findFirst().orElse(null);
    }

    Optional<Direction> ownDirection() {
        return Stream.of(Direction.values())
                .filter(d -> lines.contains("a=" + d.attribute()))
                .findFirst();
    }

    /** The formats in order of preference; numbers that nobody explains are left out. */
    public List<Codec> codecs() {
        List<Codec> codecs = new ArrayList<>();
        for (String format : formats) {
            Codec codec = codec(format);
            if (codec != null) {
                codecs.add(codec);
            }
        }
        return codecs;
    }

    private @Nullable Codec codec(String format) {
        if (!format.matches("[0-9]{1,3}")) {
            return null;
        }
        int type = Integer.parseInt(format);
        String parameters = valueFor("fmtp", format);
        String map = valueFor("rtpmap", format);
        if (map == null) {
            Codec known = Codec.ofStatic(type);
            return known == null ? null : new Codec(type, known.name(), known.clockRate(), parameters);
        }
        String[] parts = map.split("/");
        boolean rate = parts.length >= 2 && parts[1].matches("[0-9]{1,6}");
        return rate ? new Codec(type, parts[0], Integer.parseInt(parts[1]), parameters) : null;
    }

    private @Nullable String valueFor(String attribute, String format) {
        return attributes(attribute)
                .filter(v -> v.startsWith(format + " "))
                .map(v -> v.substring(format.length() + 1).trim())
                .findFirst()
                .orElse(null);
    }

    /** Only formats of these names, in their order, then digits and comfort noise; throws {@link BadSdp} for none. */
    MediaSection keeping(List<String> names) {
        List<String> kept = new ArrayList<>(names.stream()
                .flatMap(name -> formats.stream().filter(format -> name.equals(nameOf(format))))
                .toList());
        if (kept.isEmpty()) {
            throw new BadSdp("none of " + names + " is among " + formats);
        }
        formats.stream().filter(format -> BESIDE.contains(nameOf(format))).forEach(kept::add);
        return new MediaSection(
                type,
                port,
                protocol,
                kept,
                lines.stream()
                        .filter(line -> formatOf(line).map(kept::contains).orElse(true))
                        .toList());
    }

    private String nameOf(String format) {
        Codec codec = codec(format);
        return codec == null
                ? format.equals(COMFORT_NOISE) ? "cn" : ""
                : codec.name().toLowerCase(Locale.ROOT);
    }

    /** The format that an attribute speaks of. */
    private static Optional<String> formatOf(String line) {
        return OF_A_FORMAT.stream()
                .filter(line::startsWith)
                .map(attribute -> line.substring(attribute.length()).split(" ", 2)[0])
                .findFirst();
    }

    /** RTP in the clear (RFC 3551), if not encrypted all the same (RFC 8643). */
    boolean isPlain() {
        return protocol.equals(Secured.PLAIN);
    }

    /** RTP that has to be encrypted (RFC 3711, RFC 5124). */
    boolean isSecure() {
        return protocol.equals(Secured.SECURE) || protocol.equals("RTP/SAVPF");
    }

    /** RTP as browsers send it: under keys by DTLS (RFC 5764). */
    boolean isWebRtc() {
        return protocol.equals(WEB_RTC);
    }

    /** The same in plain RTP, without what is said of its way; digits in the time of telephony alone. */
    MediaSection inPlainRtp() {
        List<String> kept = formats.stream().filter(it -> !isFastDigits(it)).toList();
        List<String> said = lines.stream()
                .filter(line -> formatOf(line).map(kept::contains).orElseGet(() -> isPlainly(line)))
                .toList();
        return new MediaSection(type, port, Secured.PLAIN, kept, said);
    }

    private boolean isFastDigits(String format) {
        Codec codec = codec(format);
        return codec != null && codec.isTelephoneEvent() && codec.clockRate() != Codec.TELEPHONE_EVENT.clockRate();
    }

    static boolean isPlainly(String line) {
        return PLAINLY.stream().anyMatch(it -> line.equals(it) || line.startsWith(it + ":"));
    }

    /** The same as a browser gets to see it. */
    MediaSection over(WebRtcTerms terms, String mid, List<WebRtcTerms.Place> places) {
        List<String> kept = new ArrayList<>(lines.stream()
                .filter(line -> line.startsWith("c=") || formatOf(line).isPresent() || isPlainly(line))
                .toList());
        kept.addAll(terms.lines(mid, places));
        return new MediaSection(type, port, WEB_RTC, formats, kept);
    }

    /** The same by this name too. */
    MediaSection named(String mid) {
        List<String> more = new ArrayList<>(lines);
        more.add("a=mid:" + mid);
        return new MediaSection(type, port, protocol, formats, more);
    }

    /** The keys that it offers or accepts, as far as they can be used, in its order. */
    List<CryptoLine> crypto() {
        return isPlain() || isSecure()
                ? attributes("crypto")
                        .flatMap(it -> CryptoLine.parse(it).stream())
                        .toList()
                : List.of();
    }

    /** How many keys it names, whether or not they can be used. */
    int keys() {
        return (int) attributes("crypto").count();
    }

    /** The same under other keys, or under none. */
    MediaSection under(Secured keys) {
        List<String> kept = new ArrayList<>(
                lines.stream().filter(line -> !CryptoLine.isOne(line)).toList());
        keys.lines().forEach(it -> kept.add(it.line()));
        return new MediaSection(type, port, keys.protocol(), formats, kept);
    }

    /** The stream refused (RFC 3264 section 6). */
    MediaSection rejected() {
        return new MediaSection(type, 0, protocol, formats, List.of());
    }

    MediaSection at(int newPort, List<String> newLines) {
        return new MediaSection(type, newPort, protocol, formats, newLines);
    }

    void write(StringBuilder out) {
        out.append("m=").append(type).append(' ').append(port).append(' ').append(protocol);
        formats.forEach(f -> out.append(' ').append(f));
        out.append("\r\n");
        lines.forEach(l -> out.append(l).append("\r\n"));
    }
}
