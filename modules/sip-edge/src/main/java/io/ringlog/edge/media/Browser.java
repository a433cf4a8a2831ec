package io.ringlog.edge.media;

import io.ringlog.media.ice.IceCredentials;
import io.ringlog.relay.IceMedia;
import io.ringlog.relay.LegPorts;
import io.ringlog.relay.RemoteMedia;
import io.ringlog.relay.dtls.DtlsDoor;
import io.ringlog.relay.dtls.Fingerprint;
import io.ringlog.sip.message.Hosts;
import io.ringlog.sip.sdp.SessionDescription;
import io.ringlog.sip.sdp.WebRtcTerms;
import io.ringlog.sip.sdp.WebRtcTerms.Place;
import io.ringlog.sip.sdp.WebRtcTerms.Setup;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one party and we have told each other of the way its media goes, where it goes as a browser's does (RFC 8829):
 * found by ICE, under keys by DTLS. All others of the call know nothing of that: they see plain RTP. Guarded by the
 * media of the call.
 */
final class Browser {
    /** The engine knows one suite by this way; nothing is sent before it is agreed on. */
    static final String SUITE = "AES_CM_128_HMAC_SHA1_80";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Documentation's own address (RFC 5737): stands where ICE finds another. */
    private static final String NOWHERE = "192.0.2.1";

    private boolean wanted;
    private boolean met;
    private @Nullable WebRtcTerms theirs;
    private @Nullable Fingerprint fingerprint;
    private @Nullable IceCredentials ours;
    /** Who begins DTLS; null while that is open. It stays so for as long as the certificate does. */
    private @Nullable Setup role;

    /** It is offered this way and no other. */
    void want() {
        wanted = true;
    }

    /** Whether its media goes this way, or has to. */
    boolean isOn() {
        return wanted || theirs != null;
    }

    /** Whether what it said last can be gone by. */
    boolean isMet() {
        return met;
    }

    /**
     * What it says, in plain RTP.
     *
     * @param host where it is, as far as that is known
     */
    SessionDescription heard(SessionDescription said, @Nullable String host) {
        Optional<WebRtcTerms> terms = said.webRtc();
        Optional<Fingerprint> known = terms.flatMap(it -> Fingerprint.parse(it.fingerprint()));
        met = known.isPresent();
        if (known.isEmpty()) {
            return said;
        }
        take(terms.orElseThrow(), known.get());
        return said.inPlainRtp(
                Hosts.literal(host == null ? NOWHERE : host).map(Hosts::text).orElse(NOWHERE));
    }

    private void take(WebRtcTerms terms, Fingerprint certificate) {
        WebRtcTerms before = theirs;
        if (before != null && !before.ufrag().equals(terms.ufrag())) {
            // ICE begins anew, on both sides (RFC 8839 section 4.4.1.1.1).
            ours = null;
        }
        if (fingerprint == null || !certificate.equals(fingerprint)) {
            role = null;
        }
        role = role != null ? role : terms.setup() == Setup.PASSIVE ? Setup.ACTIVE : Setup.PASSIVE;
        fingerprint = certificate;
        theirs = terms;
    }

    private IceCredentials ours() {
        IceCredentials now = ours == null ? IceCredentials.random(RANDOM) : ours;
        ours = now;
        return now;
    }

    /** Our description as it gets to see it. */
    SessionDescription shown(SessionDescription plain, LegPorts ports, DtlsDoor door) {
        WebRtcTerms said = new WebRtcTerms(
                ours().ufrag(),
                ours().password(),
                door.identity().fingerprint().text(),
                role == null ? Setup.ACTPASS : role,
                theirs == null ? List.of() : theirs.mids());
        List<Place> places = new ArrayList<>();
        places.add(new Place(Hosts.text(ports.address(false)), ports.rtpPort()));
        if (ports.six() != null) {
            places.add(new Place(Hosts.text(ports.address(true)), ports.rtpPort()));
        }
        return said.describe(plain, places);
    }

    /** Where its media goes, by the way that was agreed on. */
    RemoteMedia by(RemoteMedia plain, DtlsDoor door) {
        WebRtcTerms said = theirs;
        Fingerprint certificate = fingerprint;
        return said == null || certificate == null
                ? plain
                : plain.by(new IceMedia(ours(), said.ufrag(), certificate, role == Setup.ACTIVE, door));
    }
}
