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

    /**
     * How its media goes.
     *
     * @param certificate the only one that it may have
     * @param ours by which it finds us
     * @param role who of us begins DTLS; stays so for as long as its certificate does
     */
    private record Way(WebRtcTerms theirs, Fingerprint certificate, IceCredentials ours, Setup role) {
        boolean isNamedBy(WebRtcTerms said) {
            return theirs.ufrag().equals(said.ufrag());
        }

        Way by(IceCredentials names) {
            return new Way(theirs, certificate, names, role);
        }
    }

    private boolean wanted;
    private boolean met;
    private @Nullable Way agreed;
    /** What its last description comes to, which may be refused yet (RFC 3261 section 14.1). */
    private @Nullable Way proposed;
    /** By which our first offer names us, to all who answer it. */
    private @Nullable IceCredentials offered;

    /** It is offered this way and no other. */
    void want() {
        wanted = true;
    }

    /** Whether its media goes this way, or has to. */
    boolean isOn() {
        return wanted || proposed != null;
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
        // Of two lite agents neither looks for the other (RFC 8445 section 6.1.1).
        met = known.isPresent() && !said.lines().contains("a=ice-lite");
        if (!met) {
            return said;
        }
        proposed = proposal(terms.orElseThrow(), known.orElseThrow());
        return said.inPlainRtp(
                Hosts.literal(host == null ? NOWHERE : host).map(Hosts::text).orElse(NOWHERE));
    }

    /** Where ICE begins anew, it does so on both sides (RFC 8839 section 4.4.1.1.1). */
    private Way proposal(WebRtcTerms said, Fingerprint certificate) {
        Way before = proposed != null && proposed.isNamedBy(said) ? proposed : agreed;
        IceCredentials ours = before != null && before.isNamedBy(said) ? before.ours() : IceCredentials.random(RANDOM);
        boolean goesOn = before != null && before.certificate().equals(certificate) && before.role() != said.setup();
        Setup role =
                before != null && goesOn ? before.role() : said.setup() == Setup.PASSIVE ? Setup.ACTIVE : Setup.PASSIVE;
        return new Way(said, certificate, ours, role);
    }

    /** Its offer is answered. */
    void answered() {
        agreed = proposed;
    }

    /** Its answer to our offer, in which we were named; false when there can be no session. */
    boolean accepts() {
        if (met && proposed != null) {
            agreed = proposed.by(ours());
            proposed = agreed;
        }
        return met;
    }

    /** By which it finds us. */
    private IceCredentials ours() {
        IceCredentials first = offered == null ? IceCredentials.random(RANDOM) : offered;
        offered = first;
        return agreed == null ? first : agreed.ours();
    }

    /** Our description as it gets to see it. */
    SessionDescription shown(SessionDescription plain, LegPorts ports, DtlsDoor door) {
        IceCredentials ours = ours();
        WebRtcTerms said = new WebRtcTerms(
                ours.ufrag(),
                ours.password(),
                door.identity().fingerprint().text(),
                agreed == null ? Setup.ACTPASS : agreed.role(),
                agreed == null ? List.of() : agreed.theirs().mids());
        List<Place> places = new ArrayList<>();
        places.add(new Place(Hosts.text(ports.address(false)), ports.rtpPort()));
        if (ports.six() != null) {
            places.add(new Place(Hosts.text(ports.address(true)), ports.rtpPort()));
        }
        return said.describe(plain, places);
    }

    /** Where its media goes: as was agreed on, in the first session from its offer on. */
    RemoteMedia by(RemoteMedia plain, DtlsDoor door) {
        Way way = agreed == null ? proposed : agreed;
        return way == null
                ? plain
                : plain.by(new IceMedia(
                        way.ours(), way.theirs().ufrag(), way.certificate(), way.role() == Setup.ACTIVE, door));
    }
}
