package io.ringlog.media.ice;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Our side of ICE for one leg (RFC 8445 section 2.5): answers checks that are sent to it under its own credentials, and
 * says nothing to anybody else, so that nothing is amplified. Renewed consent (RFC 7675) is the same check. One thread.
 */
public final class IceLite {
    private static final int ROLE_CONFLICT = 487;
    private static final int NOT_UNDERSTOOD = 420;

    /** Nobody is told more than this of what was not understood. */
    private static final int UNKNOWN_MOST = 8;

    private final IceCredentials own;
    private final StunHash hash;
    private @Nullable String theirs;

    /**
     * What a check comes to.
     *
     * @param answer to be sent to where it came from
     * @param succeeds whether the party has shown that it is there
     * @param nominates whether it wants to be sent to from now on where the check came from
     */
    public record Checked(byte[] answer, boolean succeeds, boolean nominates) {}

    public IceLite(IceCredentials own) {
        this.own = own;
        this.hash = new StunHash(own.password());
    }

    /** By what the other side is named; until then anybody is heard who knows our password. */
    public void with(String theirUfrag) {
        theirs = theirUfrag;
    }

    /**
     * Whether the first byte of a packet is one of STUN (RFC 7983); the others of the port are DTLS from 20 to 63 and
     * RTP from 128 to 191.
     */
    public static boolean isStun(int firstByte) {
        return (firstByte & 0xFC) == 0;
    }

    /** A check that names us and the other side; whoever sends it has yet to show that it knows our password. */
    public final class Named {
        private final StunMessage message;

        private Named(StunMessage message) {
            this.message = message;
        }

        /**
         * Answers it.
         *
         * @param address where it comes from: 4 bytes or 16
         * @return empty for what is not authentic
         */
        public Optional<Checked> check(byte[] address, int port) {
            return message.isAuthentic(hash) ? Optional.of(checked(message, address, port)) : Optional.empty();
        }
    }

    /** Reads a check without computing a hash; empty for what is none for this leg, or not whole. */
    public Optional<Named> read(byte[] packet, int length) {
        return StunMessage.read(packet, length)
                .filter(message -> message.type() == StunMessage.REQUEST && isForUs(message))
                .map(Named::new);
    }

    private boolean isForUs(StunMessage message) {
        byte[] name = message.value(StunMessage.USERNAME);
        if (name == null) {
            return false;
        }
        String both = new String(name, StandardCharsets.UTF_8);
        return theirs == null ? both.startsWith(own.ufrag() + ":") : both.equals(own.ufrag() + ":" + theirs);
    }

    private Checked checked(StunMessage message, byte[] address, int port) {
        int[] unknown = message.beside(
                StunMessage.USERNAME, StunMessage.INTEGRITY, StunMessage.PRIORITY, StunMessage.USE_CANDIDATE);
        if (unknown.length > 0) {
            int[] told = Arrays.copyOf(unknown, Math.min(unknown.length, UNKNOWN_MOST));
            return refused(new StunWriter(StunMessage.ERROR, message.id())
                    .refused(NOT_UNDERSTOOD, "Unknown Attribute")
                    .unknown(told));
        }
        // A lite agent is controlled for good (RFC 8445 section 6.1.1).
        if (message.has(StunMessage.CONTROLLED)) {
            return refused(new StunWriter(StunMessage.ERROR, message.id()).refused(ROLE_CONFLICT, "Role Conflict"));
        }
        byte[] answer = new StunWriter(StunMessage.SUCCESS, message.id())
                .mapped(address, port)
                .sealed(hash);
        return new Checked(answer, true, message.has(StunMessage.USE_CANDIDATE));
    }

    private Checked refused(StunWriter answer) {
        return new Checked(answer.sealed(hash), false, false);
    }
}
