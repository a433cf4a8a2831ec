package io.ringlog.edge.media;

import io.ringlog.relay.LegPorts;
import io.ringlog.relay.Protection;
import io.ringlog.relay.RemoteMedia;
import io.ringlog.relay.dtls.DtlsDoor;
import io.ringlog.sip.message.Hosts;
import io.ringlog.sip.sdp.AudioStream;
import io.ringlog.sip.sdp.Codec;
import io.ringlog.sip.sdp.Direction;
import io.ringlog.sip.sdp.Negotiation;
import io.ringlog.sip.sdp.Negotiation.LocalAudio;
import io.ringlog.sip.sdp.SessionDescription;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one party of a call and of its session. Guarded by the media of the call. */
final class Side {
    /** Where the party's signalling comes from. */
    @Nullable
    String source;

    /** Its messages come from elsewhere, and say nothing of that. */
    boolean handedOn;

    /** Our end, when the platform itself is the party's partner. */
    @Nullable
    LocalAudio local;

    /** Whether and how its media is encrypted. */
    final Encryption encryption = new Encryption();

    /** Whether its media goes as a browser's does, and how. */
    private final Browser browser = new Browser();

    List<Codec> codecs = List.of();

    /** Where its media goes, as far as that was said. */
    @Nullable
    RemoteMedia remote;

    /** What it may be offered; empty for all. */
    List<String> allowed = List.of();

    /** Whether its last description wants RTCP on the port of RTP (RFC 5761), and whether both have agreed. */
    boolean wantsMux;

    /** The platform itself never agrees to that. */
    boolean muxed;

    /** What it is rung with others for; they share ports until one of them has answered. */
    @Nullable
    String attempt;

    boolean answered;

    /** Whether the party has been offered a session and has not answered yet. */
    boolean answers;

    /** What the party said last of its media. */
    @Nullable
    AudioStream said;

    /** What the party has proposed in a session under way, and the other has not taken yet. */
    @Nullable
    AudioStream proposed;

    /** What it was shown last: the session that our next description to it goes on with. */
    @Nullable
    SessionDescription shown;

    @Nullable
    LegPorts ports;

    /** Whether it is reached by IPv6 at the place where it was tried last, as far as that is known. */
    private @Nullable Boolean six;

    /**
     * Our end of the session; one that was only passed on goes on from what the party was shown. Null as well where the
     * party may speak nothing of what we speak.
     */
    @Nullable
    LocalAudio ourEnd() {
        if (local == null && ports != null && shown != null) {
            List<Codec> formats = shown.audio().map(AudioStream::codecs).orElse(List.of());
            List<Codec> spoken = Sdp.kept(Sdp.engineOffer(formats), allowed);
            local = spoken.stream().allMatch(Codec::isTelephoneEvent)
                    ? null
                    : new LocalAudio(addressIn(ports, null, null), ports.rtpPort(), spoken, Direction.SENDRECV);
        }
        return local;
    }

    /** Our end of a session that it offers: what we speak of what it may speak. */
    LocalAudio answering(LegPorts open, AudioStream offered) {
        return new LocalAudio(
                addressIn(open, offered, null),
                open.rtpPort(),
                Sdp.kept(Negotiation.ENGINE, allowed),
                Direction.SENDRECV);
    }

    /** What it says of its media holds from now on, with these formats of it. */
    void says(AudioStream audio, List<Codec> agreed) {
        codecs = List.copyOf(agreed);
        said = audio;
        remote = Sdp.remote(audio, agreed, source).orElse(null);
    }

    /** What it is to be offered. */
    void want(Rung rung) {
        encryption.want(rung.webRtc() ? null : rung.encryption());
        if (rung.webRtc()) {
            browser.want();
        }
    }

    /** What it says, as far as we listen to it, in plain RTP; empty for nothing that can be read. */
    Optional<SessionDescription> heard(@Nullable String sdp) {
        return Optional.ofNullable(sdp)
                .flatMap(SessionDescription::tryParse)
                .map(said -> encryption.heard(browser.heard(said, source)));
    }

    /** Its offer; false when it cannot be taken. */
    boolean offers(AudioStream audio) {
        return browser.isOn() ? browser.isMet() : encryption.offers(audio);
    }

    /** Its answer to our offer; false when there can be no session. */
    boolean accepts(AudioStream audio) {
        return browser.isOn() ? browser.accepts() : encryption.accepts(audio);
    }

    /** Its offer is answered, and holds. */
    void settle() {
        encryption.answered();
        browser.answered();
    }

    /** Whether its media is encrypted or may come to be. */
    boolean isAtStake() {
        return browser.isOn() || encryption.isAtStake();
    }

    /** By what its media is encrypted; null for in the clear. */
    @Nullable
    String suite() {
        Protection now = encryption.protection();
        return browser.isOn() ? Browser.SUITE : now == null ? null : now.suite().name();
    }

    /** Our description as it gets to see it. */
    SessionDescription seen(SessionDescription ours, DtlsDoor door) {
        LegPorts open = ports;
        return browser.isOn() && open != null ? browser.shown(ours, open, door) : ours;
    }

    /** Where its media goes and how it is encrypted, as both have agreed. */
    RemoteMedia keyed(RemoteMedia plain, DtlsDoor door) {
        RemoteMedia keyed = browser.by(plain.under(encryption.protection()), door);
        return muxed ? keyed.muxed() : keyed;
    }

    /** Whether the party was put on hold by what it was shown last. */
    boolean isShownHold() {
        return shown != null
                && shown.audio().map(audio -> audio.direction().holds()).orElse(false);
    }

    /** An offer to share a port means nothing until the answer takes it up. */
    void agreeWith(Side other) {
        muxed = wantsMux && other.wantsMux;
        other.muxed = muxed;
    }

    /**
     * Our address for its media: of the family in which it wants its own, else of the one it is reached by.
     *
     * @param described what it has said just now, where that is not noted yet
     * @param target where what it gets to see is sent to, as far as that is known
     */
    String addressIn(LegPorts open, @Nullable AudioStream described, @Nullable String target) {
        AudioStream last = described != null ? described : proposed != null ? proposed : said;
        InetAddress own = last == null
                ? null
                : Hosts.literal(last.address())
                        .filter(it -> !it.isAnyLocalAddress())
                        .orElse(null);
        boolean toSix = own == null ? isReachedBySix(target) : own instanceof Inet6Address;
        return Hosts.text(open.address(toSix));
    }

    private boolean isReachedBySix(@Nullable String target) {
        if (target != null && !handedOn) {
            isAt(target);
        } else if (six == null && source != null) {
            isAt(source);
        }
        return Boolean.TRUE.equals(six);
    }

    /** It is tried at another place now. */
    void isAt(String address) {
        six = Hosts.isSix(address);
    }
}
