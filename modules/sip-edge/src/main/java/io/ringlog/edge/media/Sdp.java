package io.ringlog.edge.media;

import io.ringlog.domain.journal.OfferedEncryption;
import io.ringlog.media.audio.G711;
import io.ringlog.relay.Direction;
import io.ringlog.relay.LegMedia;
import io.ringlog.relay.Payloads;
import io.ringlog.relay.RemoteMedia;
import io.ringlog.sip.sdp.AudioStream;
import io.ringlog.sip.sdp.Codec;
import io.ringlog.sip.sdp.Negotiation;
import io.ringlog.sip.sdp.SessionDescription;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words of a session description in the terms of the relay and of the log. Pure. */
public final class Sdp {

    private Sdp() {}

    static Optional<AudioStream> audio(@Nullable String sdp) {
        return Optional.ofNullable(sdp).flatMap(SessionDescription::tryParse).flatMap(SessionDescription::audio);
    }

    /** Whether it says where to in numbers: the relay looks no name up. */
    static boolean isAddressed(AudioStream audio) {
        return address(audio.address()).isPresent();
    }

    /** Names of the voice codecs in their order, lower case; digits are no codec. */
    public static List<String> codecNames(@Nullable String sdp) {
        return audio(sdp)
                .map(audio -> audio.codecs().stream()
                        .filter(codec -> !codec.isTelephoneEvent())
                        .map(codec -> codec.name().toLowerCase(Locale.ROOT))
                        .toList())
                .orElse(List.of());
    }

    /** What an offer says of encryption: whether it can do without, and whether there is a key that can be used. */
    public static @Nullable OfferedEncryption encryption(@Nullable String sdp) {
        Optional<SessionDescription> offer = Optional.ofNullable(sdp).flatMap(SessionDescription::tryParse);
        boolean plain = offer.map(SessionDescription::isPlainToo).orElse(false);
        if (offer.flatMap(SessionDescription::webRtc).isPresent()) {
            return OfferedEncryption.REQUIRED;
        }
        return offer.flatMap(SessionDescription::audio)
                .map(audio -> audio.crypto().isEmpty()
                        ? audio.isSecure() ? OfferedEncryption.UNUSABLE : null
                        : plain ? OfferedEncryption.OPTIONAL : OfferedEncryption.REQUIRED)
                .orElse(null);
    }

    /**
     * Where the far end wants its media, with RTCP on a port of its own; nothing when its address is a name, which the
     * relay does not look up.
     *
     * @param source where its signalling comes from, as far as that is known
     */
    static Optional<RemoteMedia> remote(AudioStream audio, List<Codec> codecs, @Nullable String source) {
        return address(audio.address()).map(address -> {
            InetSocketAddress rtp = new InetSocketAddress(address, audio.port());
            int rtcpPort = Math.clamp(audio.rtcpPort(), 0, 65535);
            return new RemoteMedia(
                    rtp,
                    new InetSocketAddress(address, rtcpPort),
                    false,
                    payloads(codecs),
                    direction(audio.direction()),
                    source == null ? null : address(source).orElse(null));
        });
    }

    /**
     * What the engine may say to somebody who talks to a peer with these codecs: the peer's law first, unless there is
     * an order of what may be offered at all.
     */
    static List<Codec> offerFor(List<Codec> peers, List<String> allowed) {
        return kept(offerFor(peers), allowed);
    }

    /** What of these may be spoken, in the order of those that may, digits last; all as they are where all may. */
    static List<Codec> kept(List<Codec> codecs, List<String> allowed) {
        return allowed.isEmpty()
                ? codecs
                : codecs.stream()
                        .filter(codec -> codec.isTelephoneEvent() || place(codec, allowed) >= 0)
                        .sorted(Comparator.comparing(Codec::isTelephoneEvent)
                                .thenComparing(codec -> place(codec, allowed)))
                        .toList();
    }

    private static int place(Codec codec, List<String> allowed) {
        return allowed.indexOf(codec.name().toLowerCase(Locale.ROOT));
    }

    private static List<Codec> offerFor(List<Codec> peers) {
        List<Codec> offer = new ArrayList<>();
        peers.stream()
                .filter(codec -> Codec.PCMU.sameFormat(codec) || Codec.PCMA.sameFormat(codec))
                .forEach(offer::add);
        for (Codec own : List.of(Codec.PCMU, Codec.PCMA)) {
            if (offer.stream().noneMatch(own::sameFormat)) {
                offer.add(own);
            }
        }
        offer.add(Codec.TELEPHONE_EVENT);
        return offer;
    }

    /**
     * What the engine may say in a session of these formats: theirs that it knows, under their numbers, then its own.
     */
    static List<Codec> engineOffer(List<Codec> sessions) {
        List<Codec> offer = new ArrayList<>();
        sessions.stream().filter(Sdp::isEngines).forEach(offer::add);
        for (Codec own : Negotiation.ENGINE) {
            boolean taken = sessions.stream().anyMatch(codec -> codec.payloadType() == own.payloadType());
            if (!taken && offer.stream().noneMatch(own::sameFormat)) {
                offer.add(own);
            }
        }
        offer.sort(Comparator.comparing(Codec::isTelephoneEvent));
        return offer;
    }

    /** Whether the media engine speaks it. */
    static boolean isEngines(Codec codec) {
        return Negotiation.ENGINE.stream().anyMatch(codec::sameFormat);
    }

    private static Payloads payloads(List<Codec> codecs) {
        List<G711> laws = new ArrayList<>();
        Map<Integer, Integer> clocks = new HashMap<>();
        for (Codec codec : codecs) {
            clocks.put(codec.payloadType(), codec.clockRate());
            if (Codec.PCMU.sameFormat(codec)) {
                laws.add(G711.PCMU);
            } else if (Codec.PCMA.sameFormat(codec)) {
                laws.add(G711.PCMA);
            }
        }
        int events = Codec.digits(codecs).map(Codec::payloadType).orElse(Payloads.NO_EVENTS);
        return new Payloads(laws, events, clocks);
    }

    private static Direction direction(io.ringlog.sip.sdp.Direction said) {
        return switch (said) {
            case SENDRECV -> Direction.SENDRECV;
            case SENDONLY -> Direction.SENDONLY;
            case RECVONLY -> Direction.RECVONLY;
            case INACTIVE -> Direction.INACTIVE;
        };
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }

    /** The payload type of keys, or that of the far end's choice. */
    static int events(AudioStream audio) {
        return audio.telephoneEvent().map(Codec::payloadType).orElse(LegMedia.AS_REMOTE);
    }

    /** What two legs are together, in either order. */
    static String pair(String legA, String legB) {
        return legA.compareTo(legB) < 0 ? legA + "+" + legB : legB + "+" + legA;
    }
}
