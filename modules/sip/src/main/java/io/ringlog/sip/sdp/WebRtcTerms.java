package io.ringlog.sip.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one side's description says of the way its media goes, where it goes as a browser's does (RFC 8829): over ICE,
 * under keys by DTLS, all on one port.
 *
 * @param ufrag and {@code password} of ICE (RFC 8839 section 5.4)
 * @param fingerprint the value of {@code a=fingerprint} (RFC 8122)
 * @param setup who begins DTLS (RFC 4145)
 * @param mids by which its streams are named, in their order; empty text for one that has no name
 */
public record WebRtcTerms(String ufrag, String password, String fingerprint, Setup setup, List<String> mids) {
    /** What whoever wrote it does about DTLS (RFC 8842 section 5.2). */
    public enum Setup {
        ACTIVE,
        PASSIVE,
        ACTPASS;

        String attribute() {
            return "setup:" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where our end is to be found, the preferred place first. */
    public record Place(String address, int port) {}

    private static final String SHA_256 = "sha-256 ";
    private static final Pattern ICE_CHARS = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern MID = Pattern.compile("[!#$%&'*+.0-9A-Z^_`a-z{|}~-]{1,64}");

    /** RFC 8445 section 5.1.2.1: a host's own address before all others. */
    private static final long BEST_PRIORITY = (126L << 24) | (0xFFFFL << 8) | 255;

    private static final long STEP = 1L << 8;

    public WebRtcTerms {
        mids = List.copyOf(mids);
    }

    /** What stands in a section or before them all; empty where a part of it is missing or cannot be used. */
    static Optional<WebRtcTerms> of(SessionDescription description, MediaSection section) {
        Optional<String> ufrag = said(description, section, "ice-ufrag").filter(WebRtcTerms::isIce);
        Optional<String> password = said(description, section, "ice-pwd").filter(it -> isIce(it) && it.length() >= 22);
        Optional<String> fingerprint = fingerprint(description, section);
        Optional<Setup> setup = said(description, section, "setup").flatMap(WebRtcTerms::setup);
        boolean muxed = section.attribute("rtcp-mux").isPresent();
        return muxed && ufrag.isPresent() && password.isPresent() && fingerprint.isPresent() && setup.isPresent()
                ? Optional.of(new WebRtcTerms(
                        ufrag.get(),
                        password.get(),
                        fingerprint.get(),
                        setup.get(),
                        description.media().stream().map(WebRtcTerms::mid).toList()))
                : Optional.empty();
    }

    private static boolean isIce(String value) {
        return ICE_CHARS.matcher(value).matches();
    }

    private static Optional<String> said(SessionDescription description, MediaSection section, String attribute) {
        return section.attribute(attribute).or(() -> description.sessionAttribute(attribute));
    }

    /** Of several hashes the one that is known; a section's own before those of the session. */
    private static Optional<String> fingerprint(SessionDescription description, MediaSection section) {
        return section.attributes("fingerprint")
                .filter(WebRtcTerms::isKnown)
                .findFirst()
                .or(() -> description
                        .sessionAttributes("fingerprint")
                        .filter(WebRtcTerms::isKnown)
                        .findFirst());
    }

    private static boolean isKnown(String fingerprint) {
        return fingerprint.toLowerCase(Locale.ROOT).startsWith(SHA_256);
    }

    private static Optional<Setup> setup(String value) {
        return switch (value) {
            case "active" -> Optional.of(Setup.ACTIVE);
            case "passive" -> Optional.of(Setup.PASSIVE);
            case "actpass" -> Optional.of(Setup.ACTPASS);
            default -> Optional.empty();
        };
    }

    private static String mid(MediaSection section) {
        return section.attribute("mid").filter(it -> MID.matcher(it).matches()).orElse("");
    }

    /**
     * Our description as a browser gets to see it: its audio over ICE, answered by a lite agent, and alone in its
     * bundle; the streams by the names that the browser gave them. What another party says of its own way and streams
     * stays behind.
     *
     * @param plain the same in plain RTP
     * @param places where our end is
     */
    public SessionDescription describe(SessionDescription plain, List<Place> places) {
        int audio = plain.chosen();
        List<MediaSection> sections = new ArrayList<>();
        for (int i = 0; i < plain.media().size(); i++) {
            MediaSection section = plain.media().get(i);
            String mid = i < mids.size() && !mids.get(i).isEmpty() ? mids.get(i) : Integer.toString(i);
            sections.add(i == audio ? section.over(this, mid, places) : section.named(mid));
        }
        List<String> session = new ArrayList<>(plain.lines().stream()
                .filter(line -> !line.startsWith("a=") || MediaSection.isPlainly(line))
                .toList());
        session.add("a=ice-lite");
        if (audio >= 0) {
            session.add("a=group:BUNDLE " + sections.get(audio).attribute("mid").orElseThrow());
        }
        return new SessionDescription(session, sections);
    }

    /** The attributes of its audio. */
    List<String> lines(String mid, List<Place> places) {
        List<String> lines = new ArrayList<>(List.of(
                "a=rtcp-mux",
                "a=mid:" + mid,
                "a=msid:ringlog audio",
                "a=ice-ufrag:" + ufrag,
                "a=ice-pwd:" + password,
                "a=fingerprint:" + fingerprint,
                "a=" + setup.attribute()));
        long priority = BEST_PRIORITY;
        for (Place place : places) {
            lines.add("a=candidate:" + lines.size() + " 1 udp " + priority + " " + place.address() + " " + place.port()
                    + " typ host");
            priority -= STEP;
        }
        lines.add("a=end-of-candidates");
        return lines;
    }

    @Override
    public String toString() {
        return "WebRtcTerms[" + ufrag + " " + setup + "]";
    }
}
