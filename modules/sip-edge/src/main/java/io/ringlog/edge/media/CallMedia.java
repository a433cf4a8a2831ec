package io.ringlog.edge.media;

import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.kernel.Code;
import io.ringlog.relay.LegKey;
import io.ringlog.relay.LegMedia;
import io.ringlog.relay.LegPorts;
import io.ringlog.relay.MediaRelay;
import io.ringlog.relay.PortsExhausted;
import io.ringlog.relay.RemoteMedia;
import io.ringlog.relay.TalkRefused;
import io.ringlog.relay.dtls.DtlsDoor;
import io.ringlog.sip.sdp.AudioStream;
import io.ringlog.sip.sdp.BadSdp;
import io.ringlog.sip.sdp.Codec;
import io.ringlog.sip.sdp.Direction;
import io.ringlog.sip.sdp.Keyless;
import io.ringlog.sip.sdp.Negotiation;
import io.ringlog.sip.sdp.Negotiation.LocalAudio;
import io.ringlog.sip.sdp.SessionDescription;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The session descriptions of one call, on both of its sides, and what the relay is told about them. Asked by SIP
 * threads and by the desk, hence locked; the relay never calls back under this lock.
 */
final class CallMedia {

    private final String callId;
    private final MediaRelay relay;
    private final DtlsDoor door;
    private @Nullable String callerOffer;
    private final Sides sides = new Sides();
    private @Nullable String joined;

    CallMedia(String callId, MediaRelay relay, DtlsDoor door, @Nullable String callerOffer) {
        this.callId = callId;
        this.relay = relay;
        this.door = door;
        this.callerOffer = callerOffer;
    }

    /** Where the signalling of a party comes from. */
    synchronized void from(String legId, String source) {
        side(legId).source = source;
    }

    /** The caller's media is always encrypted, or never, whatever it offers. */
    synchronized void keep(String callerLeg, MediaEncryption rule) {
        side(callerLeg).encryption.keep(rule);
        callerOffer =
                side(callerLeg).heard(callerOffer).map(SessionDescription::text).orElse(null);
    }

    /** What stands in the way of an answer to a caller's offer, of which nothing could be taken. */
    synchronized Code whyNotAnswered(String callerLeg) {
        return side(callerLeg).encryption.isKept()
                ? Refusal.ENCRYPTION_REQUIRED
                : callerCanBeHeard() ? Obstacle.NO_COMMON_CODEC : Obstacle.NO_ADDRESS;
    }

    /** By what the media of a leg is encrypted; null for one in the clear. */
    synchronized @Nullable String suite(String legId) {
        return side(legId).suite();
    }

    synchronized void keep(String legId, List<String> codecs) {
        side(legId).allowed = codecs;
    }

    /** False when the caller's own offer names no address that media could go to. */
    synchronized boolean callerCanBeHeard() {
        return Sdp.audio(callerOffer).map(Sdp::isAddressed).orElse(true);
    }

    /** Takes ports early, where their lack can still be told; one pair for all that are rung together. */
    synchronized void open(String legId, Rung rung) throws PortsExhausted {
        side(legId).allowed = rung.codecs();
        side(legId).want(rung);
        if (rung.handedOn()) {
            from(legId, rung.source());
            side(legId).handedOn = true;
        }
        int events = Sdp.audio(callerOffer).map(Sdp::events).orElse(LegMedia.AS_REMOTE);
        openWith(legId, rung.attempt(), new LegMedia(events));
    }

    private LegPorts openWith(String legId, String attempt, LegMedia media) throws PortsExhausted {
        Optional<String> other = sides.others(legId, attempt).findFirst();
        side(legId).attempt = attempt;
        return other.isPresent()
                ? relay.openBeside(callId, legId, other.get(), media)
                : relay.open(callId, legId, media);
    }

    /** The description as the other side of a proxied call gets to see it. */
    synchronized String passed(Passage passage, String sdp) throws PortsExhausted, TalkRefused {
        String fromLeg = passage.fromLeg();
        String toLeg = passage.toLeg();
        Optional<SessionDescription> description = side(fromLeg)
                .heard(sdp)
                .map(it -> passage.answer()
                        ? it
                        : it.keeping(side(fromLeg).allowed).keeping(side(toLeg).allowed));
        Optional<AudioStream> audio = description.flatMap(SessionDescription::audio);
        if (description.isEmpty() || audio.isEmpty()) {
            return untouched(passage, sdp);
        }
        if (!side(fromLeg).handedOn) {
            from(fromLeg, passage.source());
        }
        relay.open(callId, fromLeg, LegMedia.MIRRORED);
        LegPorts ports = relay.open(callId, toLeg, new LegMedia(Sdp.events(audio.get())));
        side(fromLeg).wantsMux = audio.get().rtcpMux();
        if (passage.answer()) {
            side(fromLeg).agreeWith(side(toLeg));
            side(toLeg).settle();
            taken(toLeg);
            side(fromLeg).proposed = null;
            if (side(fromLeg).accepts(audio.get())) {
                tellRemote(fromLeg, audio.get(), audio.get().codecs());
            }
        } else if (side(fromLeg).offers(audio.get())) {
            proposed(fromLeg, audio.get());
        } else {
            throw new BadSdp("its media is to be encrypted, and there is no key that can be used");
        }
        if (passage.answer() && !Sdp.pair(fromLeg, toLeg).equals(joined)) {
            join(fromLeg, toLeg);
        }
        side(toLeg).ports = ports;
        String address = side(toLeg).addressIn(ports, null, passage.target());
        Encryption to = side(toLeg).encryption;
        SessionDescription moved = description.get().relocated(address, ports.rtpPort());
        return shown(toLeg, moved.under(passage.answer() ? to.answer() : to.offer()));
    }

    /** A description to which nothing can be done; throws {@link BadSdp} where encryption would be lost by that. */
    synchronized String untouched(Passage passage, String sdp) {
        if (side(passage.fromLeg()).isAtStake() || side(passage.toLeg()).isAtStake()) {
            throw new BadSdp("media is to be encrypted, and there is none of ours");
        }
        return Keyless.own(sdp);
    }

    /** Until it is taken, a session under way is as it was (RFC 3261 section 14.1); the first one is due at once. */
    private void proposed(String legId, AudioStream audio) {
        if (side(legId).remote == null) {
            tellRemote(legId, audio, audio.codecs());
        } else {
            side(legId).proposed = audio;
        }
    }

    /** The other party has taken what this one proposed. */
    private void taken(String legId) {
        AudioStream proposed = side(legId).proposed;
        if (proposed == null) {
            tell(legId);
        } else {
            side(legId).proposed = null;
            tellRemote(legId, proposed, proposed.codecs());
        }
    }

    /**
     * The platform takes the place of each party's partner. Ports stay, and so do sessions that the engine can serve as
     * they are.
     *
     * @return the legs that must be offered another session: all when the parties may speak what the engine cannot, and
     *     those that the other party had put on hold, for nobody else would take them back
     */
    synchronized Set<String> takeOver(String legA, String legB) {
        List<Codec> agreed = Negotiation.common(side(legA).codecs, side(legB).codecs);
        boolean served =
                agreed.stream().allMatch(Sdp::isEngines) && !agreed.stream().allMatch(Codec::isTelephoneEvent);
        Set<String> renewed = new LinkedHashSet<>();
        for (String legId : List.of(legA, legB)) {
            Side side = side(legId);
            side.ourEnd();
            AudioStream said = side.said;
            if (served && said != null) {
                // What the other did not accept may no longer be played to who offered it (RFC 3264 section 7).
                tellRemote(legId, said, Negotiation.common(side.codecs, agreed));
            }
            if (!served || side.isShownHold()) {
                renewed.add(legId);
            }
        }
        return renewed;
    }

    /** Notes a description as the last of its session, whose origin it has to go on with (RFC 3264 section 8). */
    private String shown(String legId, SessionDescription description) {
        side(legId).shown = description;
        return side(legId).seen(description, door).text();
    }

    /** A party of a proxied call has answered; false when it has said nothing by which it could be heard. */
    synchronized boolean established(String callerLeg, String legId) {
        side(legId).answered = true;
        relay.due(callId, callerLeg);
        relay.due(callId, legId);
        return side(legId).remote != null;
    }

    /** The answer to the caller's offer, or our offer where the INVITE had none; empty without a codec in common. */
    synchronized Optional<String> answer(String legId) throws PortsExhausted {
        if (callerOffer == null) {
            Rung rung = new Rung("", legId, side(legId).allowed, null, false, false);
            if (!rung.isSpoken()) {
                return Optional.empty();
            }
            side(legId).answers = true;
            return Optional.of(offer(legId, legId, rung));
        }
        Optional<SessionDescription> offer = callersOffer(legId);
        Optional<AudioStream> audio = offer.flatMap(description -> Negotiation.usable(description, Negotiation.ENGINE));
        Encryption encryption = side(legId).encryption;
        if (offer.isEmpty()
                || audio.isEmpty()
                || !Sdp.isAddressed(audio.get())
                || !side(legId).offers(audio.get())) {
            return Optional.empty();
        }
        LegPorts ports = relay.open(callId, legId, LegMedia.MIRRORED);
        LocalAudio local = side(legId).answering(ports, audio.get());
        Optional<SessionDescription> answer = Negotiation.answer(offer.get(), local);
        if (answer.isPresent()) {
            side(legId).local = local;
            side(legId).ports = ports;
            side(legId).settle();
            tellRemote(legId, audio.get(), Negotiation.common(audio.get().codecs(), local.codecs()));
        }
        return answer.map(description -> shown(legId, description.under(encryption.answer())));
    }

    /** What the caller offers of what it may speak; empty when that is nothing. */
    private Optional<SessionDescription> callersOffer(String legId) {
        List<String> allowed = side(legId).allowed;
        boolean speaks =
                allowed.isEmpty() || Sdp.codecNames(callerOffer).stream().anyMatch(allowed::contains);
        return speaks
                ? side(legId).heard(callerOffer).map(description -> description.keeping(allowed))
                : Optional.empty();
    }

    /** Our own offer to somebody who shall talk to {@code peerLeg}. */
    synchronized String offer(String legId, String peerLeg, Rung rung) throws PortsExhausted {
        LegPorts ports = openWith(legId, rung.attempt(), new LegMedia(Codec.TELEPHONE_EVENT.payloadType()));
        side(legId).ports = ports;
        LocalAudio local = new LocalAudio(
                side(legId).addressIn(ports, null, null),
                ports.rtpPort(),
                Sdp.offerFor(side(peerLeg).codecs, rung.codecs()),
                Direction.SENDRECV);
        side(legId).local = local;
        side(legId).want(rung);
        return shown(legId, offer(legId, local));
    }

    private SessionDescription offer(String legId, LocalAudio local) {
        return Negotiation.offer(local).under(side(legId).encryption.offer());
    }

    /** Our offer with the address of the family in which a leg is tried now; empty where it stays as it is. */
    synchronized Optional<String> offerAt(String legId, String address) {
        Side side = side(legId);
        LocalAudio local = side.local;
        LegPorts ports = side.ports;
        if (local == null || ports == null) {
            return Optional.empty();
        }
        side.isAt(address);
        String own = side.addressIn(ports, null, null);
        if (own.equals(local.address())) {
            return Optional.empty();
        }
        LocalAudio moved = new LocalAudio(own, local.port(), local.codecs(), local.direction());
        side.local = moved;
        return Optional.of(shown(legId, offer(legId, moved)));
    }

    /** Whether the ports of its attempt are another leg's by now. */
    synchronized boolean isTaken(String legId) {
        return sides.isTaken(legId);
    }

    /** What the far end of our offer accepts; false when nothing of it can be used. */
    synchronized boolean accepted(String legId, @Nullable String sdp) {
        LocalAudio local = side(legId).local;
        Optional<AudioStream> audio = side(legId).heard(sdp).flatMap(SessionDescription::audio);
        if (local == null || audio.isEmpty() || sides.isTaken(legId)) {
            return false;
        }
        List<Codec> common = Negotiation.common(audio.get().codecs(), local.codecs());
        if (common.stream().allMatch(Codec::isTelephoneEvent) || !side(legId).accepts(audio.get())) {
            return false;
        }
        side(legId).muxed = false;
        side(legId).answered = tellRemote(legId, audio.get(), common);
        if (side(legId).answered) {
            relay.due(callId, legId);
        }
        return side(legId).answered;
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
        LocalAudio local = side(legId).ourEnd();
        Optional<SessionDescription> offer = side(legId).heard(sdp);
        boolean addressed =
                offer.flatMap(SessionDescription::audio).map(Sdp::isAddressed).orElse(false);
        if (local == null || offer.isEmpty() || !addressed) {
            return null;
        }
        Optional<AudioStream> audio = Negotiation.usable(offer.get(), local.codecs());
        Encryption encryption = side(legId).encryption;
        if (audio.isEmpty() || !side(legId).offers(audio.get())) {
            return null;
        }
        side(legId).settle();
        side(legId).muxed = false;
        tellRemote(legId, audio.get(), Negotiation.common(audio.get().codecs(), local.codecs()));
        SessionDescription answer = Negotiation.answer(offer.get(), local).orElseThrow();
        return shown(legId, next(legId, answer.under(encryption.answer())));
    }

    /** Our offer again, for a re-INVITE of ours or for one without. */
    synchronized @Nullable String reoffer(String legId) {
        LocalAudio local = side(legId).ourEnd();
        SessionDescription before = side(legId).shown;
        return local == null || before == null
                ? null
                : shown(
                        legId,
                        Negotiation.offerAgain(before, local)
                                .under(side(legId).encryption.offer()));
    }

    private SessionDescription next(String legId, SessionDescription description) {
        SessionDescription before = side(legId).shown;
        return before == null ? description : description.following(before);
    }

    /** Whether a leg speaks G.711 with whoever it talks to; what both ends of a proxied call have agreed on counts. */
    synchronized boolean isRecordable(String legId) {
        return sides.isRecordable(legId, joined);
    }

    synchronized boolean isEngineSide(String legId) {
        return side(legId).local != null;
    }

    /** Lets these two talk and nobody else of the call, whatever was played to them. */
    synchronized void join(String legA, String legB) throws TalkRefused {
        String both = Sdp.pair(legA, legB);
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
        side(legId).says(audio, codecs);
        tell(legId);
        return side(legId).remote != null;
    }

    private void tell(String legId) {
        RemoteMedia remote = side(legId).remote;
        if (remote != null) {
            relay.remote(callId, legId, side(legId).keyed(remote, door));
        }
    }

    private Side side(String legId) {
        return sides.of(legId);
    }
}
