package io.ringlog.domain.journal;

import java.util.List;

/** What the one edge that looks after a trunk is told to ask it; the answer is a {@link TrunkFact}. */
public sealed interface TrunkCommand extends Command {

    String trunkId();

    /** Names the question in its answer. */
    String askId();

    /** How long an answer is waited for. */
    int waitSec();

    /**
     * Asks by OPTIONS outside a dialog (RFC 3261 section 11).
     *
     * @param uri the Request-URI, which says where the trunk is
     * @param from the URI in From
     */
    record AskOptions(String trunkId, String askId, String uri, String from, int waitSec) implements TrunkCommand {}

    /**
     * Registers this edge as the contact of an address of record (RFC 3261 section 10.2).
     *
     * @param uri the Request-URI: the domain that is registered in
     * @param to where it is sent, a URI
     * @param aor the address of record, a URI
     * @param mark of what the registration stands for, which our contact says
     * @param sipCallId the same for every registration of the trunk, with a CSeq that only grows
     * @param expiresSec 0 takes the contact back
     * @param gone where we were reached before, which is taken back
     * @param credentials of all who have asked for them, a proxy and the registrar
     */
    record Register(
            String trunkId,
            String askId,
            String uri,
            String to,
            String aor,
            String mark,
            String sipCallId,
            long cseq,
            int expiresSec,
            List<String> gone,
            List<Credentials> credentials,
            int waitSec)
            implements TrunkCommand {
        public Register {
            gone = List.copyOf(gone);
            credentials = List.copyOf(credentials);
        }
    }

    /**
     * The answer to a challenge.
     *
     * @param header {@code Authorization} or {@code Proxy-Authorization}
     */
    record Credentials(String header, String value) {}
}
