package io.ringlog.edge.media;

import io.ringlog.relay.LegKey;
import io.ringlog.relay.LegMedia;
import io.ringlog.relay.LegPorts;
import io.ringlog.relay.MediaRelay;
import io.ringlog.relay.PortsExhausted;
import io.ringlog.relay.TalkRefused;
import io.ringlog.sip.sdp.AudioStream;
import io.ringlog.sip.sdp.Codec;
import io.ringlog.sip.sdp.Direction;
import io.ringlog.sip.sdp.Negotiation;
import io.ringlog.sip.sdp.Negotiation.LocalAudio;
import io.ringlog.sip.sdp.SessionDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The session descriptions of one call, on both of its sides, and what the relay is told about them. Asked by SIP
 * threads and by the desk, hence locked; the relay never calls back under this lock.
 */
final class CallMedia {

    private static final class Side {
        /** Where the party's signalling comes from. */
        @Nullable
        String source;

        /** Our end, when the platform itself is the party's partner. */
        @Nullable
        LocalAudio local;

        List<Codec> codecs = List.of();

        /** Whether the party has been offered a session and has not answered yet. */
        boolean answers;
    }

    private final String callId;
    private final MediaRelay relay;
    private final @Nullable String callerOffer;
    private final Map<String, Side> sides = new HashMap<>();
    private @Nullable String joined;

    CallMedia(String callId, MediaRelay relay, @Nullable String callerOffer) {
        this.callId = callId;
        this.relay = relay;
        this.callerOffer = callerOffer;
    }

    /** Where the signalling of a party comes from. */
    synchronized void from(String legId, String source) {
        side(legId).source = source;
    }

    /** Takes ports early, where their lack can still be told. */
    synchronized void open(String legId) throws PortsExhausted {
        int events = Sdp.audio(callerOffer).map(CallMedia::events).orElse(LegMedia.AS_REMOTE);
        relay.open(callId, legId, new LegMedia(events));
    }

    /** The description as the other side of a proxied call gets to see it. */
    synchronized String passed(MediaDesk.Passage passage, String sdp) throws PortsExhausted, TalkRefused {
        String fromLeg = passage.fromLeg();
        String toLeg = passage.toLeg();
        Optional<SessionDescription> description = SessionDescription.tryParse(sdp);
        Optional<AudioStream> audio = description.flatMap(SessionDescription::audio);
        if (description.isEmpty() || audio.isEmpty()) {
            return sdp;
        }
        from(fromLeg, passage.source());
        relay.open(callId, fromLeg, LegMedia.MIRRORED);
        LegPorts ports = relay.open(callId, toLeg, new LegMedia(events(audio.get())));
        tellRemote(fromLeg, audio.get(), audio.get().codecs());
        if (passage.answer() && !pair(fromLeg, toLeg).equals(joined)) {
            join(fromLeg, toLeg);
        }
        return description
                .get()
                .relocated(ports.address().getHostAddress(), ports.rtpPort())
                .text();
    }

    /** The answer to the caller's offer, or our offer where the INVITE had none; empty without a codec in common. */
    synchronized Optional<String> answer(String legId) throws PortsExhausted {
        if (callerOffer == null) {
            side(legId).answers = true;
            return Optional.of(offer(legId, legId));
        }
        Optional<SessionDescription> offer = Optional.ofNullable(callerOffer).flatMap(SessionDescription::tryParse);
        Optional<AudioStream> audio = offer.flatMap(SessionDescription::audio);
        if (offer.isEmpty() || audio.isEmpty()) {
            return Optional.empty();
        }
        LegPorts ports = relay.open(callId, legId, LegMedia.MIRRORED);
        LocalAudio local = LocalAudio.at(ports.address().getHostAddress(), ports.rtpPort());
        Optional<SessionDescription> answer = Negotiation.answer(offer.get(), local);
        if (answer.isPresent()) {
            side(legId).local = local;
            tellRemote(legId, audio.get(), Negotiation.common(audio.get().codecs(), Negotiation.ENGINE));
        }
        return answer.map(SessionDescription::text);
    }

    /** Our own offer to somebody who shall talk to {@code peerLeg}. */
    synchronized String offer(String legId, String peerLeg) throws PortsExhausted {
        LegPorts ports = relay.open(callId, legId, new LegMedia(Codec.TELEPHONE_EVENT.payloadType()));
        LocalAudio local = new LocalAudio(
                ports.address().getHostAddress(),
                ports.rtpPort(),
                Sdp.offerFor(side(peerLeg).codecs),
                Direction.SENDRECV,
                1);
        side(legId).local = local;
        return Negotiation.offer(local).text();
    }

    /** What the far end of our offer accepts; false when nothing of it can be used. */
    synchronized boolean accepted(String legId, @Nullable String sdp) {
        LocalAudio local = side(legId).local;
        Optional<AudioStream> audio = Sdp.audio(sdp);
        if (local == null || audio.isEmpty()) {
            return false;
        }
        List<Codec> common = Negotiation.common(audio.get().codecs(), local.codecs());
        if (common.stream().allMatch(Codec::isTelephoneEvent)) {
            return false;
        }
        return tellRemote(legId, audio.get(), common);
    }

    /** Takes the answer that came in an ACK; false when the party was asked for one and none of it can be used. */
    synchronized boolean answered(String legId, String sdp) {
        boolean awaited = side(legId).answers;
        boolean usable = accepted(legId, sdp);
        side(legId).answers = false;
        return usable || !awaited;
    }

    /** Answers a re-INVITE of a party whose partner is the platform; null refuses it. */
    synchronized @Nullable String reanswer(String legId, String sdp) {
        LocalAudio local = side(legId).local;
        Optional<SessionDescription> offer = SessionDescription.tryParse(sdp);
        if (local == null || offer.isEmpty()) {
            return null;
        }
        LocalAudio next = local.going(Direction.SENDRECV);
        Optional<SessionDescription> answer = Negotiation.answer(offer.get(), next);
        if (answer.isEmpty()) {
            return null;
        }
        side(legId).local = next;
        AudioStream audio = offer.get().audio().orElseThrow();
        tellRemote(legId, audio, Negotiation.common(audio.codecs(), local.codecs()));
        return answer.get().text();
    }

    /** Our offer again, for a re-INVITE without one. */
    synchronized @Nullable String reoffer(String legId) {
        LocalAudio local = side(legId).local;
        if (local == null) {
            return null;
        }
        LocalAudio next = local.going(Direction.SENDRECV);
        side(legId).local = next;
        return Negotiation.offer(next).text();
    }

    synchronized boolean isEngineSide(String legId) {
        return side(legId).local != null;
    }

    /** Lets these two talk and nobody else of the call, whatever was played to them. */
    synchronized void join(String legA, String legB) throws TalkRefused {
        String both = pair(legA, legB);
        if (!both.equals(joined)) {
            relay.split(callId);
        }
        relay.join(callId, List.of(new LegKey(callId, legA), new LegKey(callId, legB)));
        joined = both;
    }

    synchronized void closeLeg(String legId) {
        sides.remove(legId);
        relay.close(callId, legId);
    }

    private boolean tellRemote(String legId, AudioStream audio, List<Codec> codecs) {
        side(legId).codecs = List.copyOf(codecs);
        var remote = Sdp.remote(audio, codecs, side(legId).source);
        remote.ifPresent(media -> relay.remote(callId, legId, media));
        return remote.isPresent();
    }

    private Side side(String legId) {
        return Objects.requireNonNull(sides.computeIfAbsent(legId, any -> new Side()));
    }

    private static String pair(String legA, String legB) {
        return legA.compareTo(legB) < 0 ? legA + "+" + legB : legB + "+" + legA;
    }

    private static int events(AudioStream audio) {
        return audio.telephoneEvent().map(Codec::payloadType).orElse(LegMedia.AS_REMOTE);
    }
}
