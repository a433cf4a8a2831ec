package io.ringlog.sip.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Our own offers and answers for audio over RTP (RFC 3264), in the clear until they are put {@code under} keys. Answers
 * in the offerer's order of preference; what can be encrypted before what cannot.
 */
public final class Negotiation {
    /** What the media engine speaks. */
    public static final List<Codec> ENGINE = List.of(Codec.PCMU, Codec.PCMA, Codec.TELEPHONE_EVENT);

    private Negotiation() {}

    /** Our end of a stream. */
    public record LocalAudio(String address, int port, List<Codec> codecs, Direction direction) {
        public static LocalAudio at(String address, int port) {
            return new LocalAudio(address, port, ENGINE, Direction.SENDRECV);
        }

        public LocalAudio going(Direction newDirection) {
            return new LocalAudio(address, port, codecs, newDirection);
        }
    }

    public static SessionDescription offer(LocalAudio local) {
        return new SessionDescription(session(local), List.of(section(local, local.codecs(), local.direction())));
    }

    /**
     * Our offer in a session under way: as many streams as before, in their order, all but the audio refused (RFC 3264
     * section 8).
     */
    public static SessionDescription offerAgain(SessionDescription before, LocalAudio local) {
        List<MediaSection> streams = before.media();
        List<MediaSection> sections = new ArrayList<>();
        int audio = audioAmong(streams);
        for (int i = 0; i < streams.size(); i++) {
            sections.add(
                    i == audio
                            ? section(local, local.codecs(), local.direction())
                            : streams.get(i).rejected());
        }
        if (audio < 0) {
            sections.add(section(local, local.codecs(), local.direction()));
        }
        return new SessionDescription(session(local), sections).following(before);
    }

    /** The stream in use, else the first that was refused; -1 when there never was one. */
    private static int audioAmong(List<MediaSection> streams) {
        int first = -1;
        for (int i = 0; i < streams.size(); i++) {
            boolean audio = streams.get(i).type().equals("audio");
            if (audio && streams.get(i).port() != 0) {
                return i;
            }
            first = audio && first < 0 ? i : first;
        }
        return first;
    }

    /** The audio of an offer in which a voice of ours can be spoken (RFC 3264 section 6). */
    public static Optional<AudioStream> usable(SessionDescription offer, List<Codec> known) {
        int at = usableAt(offer, known);
        return at < 0
                ? Optional.empty()
                : Optional.of(offer.stream(offer.media().get(at)));
    }

    private static int usableAt(SessionDescription offer, List<Codec> known) {
        int secure = offer.firstAudio(section -> !section.crypto().isEmpty() && speaks(section, known));
        return secure < 0 ? offer.firstAudio(section -> section.isPlain() && speaks(section, known)) : secure;
    }

    private static boolean speaks(MediaSection section, List<Codec> known) {
        return !common(section.codecs(), known).stream().allMatch(Codec::isTelephoneEvent);
    }

    /** Empty when there is no common audio format: the call deserves 488. What we do not use is refused in place. */
    public static Optional<SessionDescription> answer(SessionDescription offer, LocalAudio local) {
        int used = usableAt(offer, local.codecs());
        if (used < 0) {
            return Optional.empty();
        }
        AudioStream audio = offer.stream(offer.media().get(used));
        Direction direction = meet(audio.direction().mirrored(), local.direction());
        List<MediaSection> sections = new ArrayList<>();
        for (int i = 0; i < offer.media().size(); i++) {
            sections.add(
                    i == used
                            ? section(local, common(audio.codecs(), local.codecs()), direction)
                            : offer.media().get(i).rejected());
        }
        return Optional.of(new SessionDescription(session(local), sections));
    }

    /** The formats of the first list that the second knows too, with the first's numbers. */
    public static List<Codec> common(List<Codec> offered, List<Codec> known) {
        return offered.stream()
                .filter(o -> known.stream().anyMatch(o::sameFormat))
                .toList();
    }

    private static Direction meet(Direction asked, Direction wanted) {
        boolean send = sends(asked) && sends(wanted);
        boolean receive = receives(asked) && receives(wanted);
        if (send) {
            return receive ? Direction.SENDRECV : Direction.SENDONLY;
        }
        return receive ? Direction.RECVONLY : Direction.INACTIVE;
    }

    private static boolean sends(Direction d) {
        return d == Direction.SENDRECV || d == Direction.SENDONLY;
    }

    private static boolean receives(Direction d) {
        return d == Direction.SENDRECV || d == Direction.RECVONLY;
    }

    private static List<String> session(LocalAudio local) {
        String family = local.address().contains(":") ? "IP6 " : "IP4 ";
        return List.of(
                "v=0",
                "o=ringlog " + local.port() + " 1 IN " + family + local.address(),
                "s=-",
                "c=IN " + family + local.address(),
                "t=0 0");
    }

    private static MediaSection section(LocalAudio local, List<Codec> codecs, Direction direction) {
        List<String> lines = new ArrayList<>();
        for (Codec codec : codecs) {
            lines.add("a=rtpmap:" + codec.payloadType() + " " + codec.name() + "/" + codec.clockRate());
            if (codec.isTelephoneEvent()) {
                lines.add("a=fmtp:" + codec.payloadType() + " 0-15");
            }
        }
        lines.add("a=ptime:20");
        lines.add("a=" + direction.attribute());
        List<String> formats =
                codecs.stream().map(c -> Integer.toString(c.payloadType())).toList();
        return new MediaSection("audio", local.port(), Secured.PLAIN, formats, lines);
    }
}
