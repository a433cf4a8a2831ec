package io.ringlog.domain.journal;

import java.util.List;

/**
 * What an edge saw of addresses since it told last; a fact of the platform account. Never of an address that a trunk or
 * the allow-list names, and nothing that a sender could have made up in another's name: over UDP, answers to nonces
 * alone.
 */
public record SourcesSeen(EdgeStamp stamp, List<Seen> sources) implements EdgeFact {

    /** What an address did that is not borne for ever. */
    public enum Deed {
        /** Answered a challenge wrongly. */
        GUESSED,
        /** Asked for a domain or number that is not ours. */
        STRAYED,
        /** Sent what cannot be read. */
        GARBLED,
        /** Called itself by the name of a program that scans. */
        SCANNED
    }

    /** @param times at least 1 */
    public record Done(Deed deed, int times) {}

    /**
     * One address.
     *
     * @param network the address; of IPv6 its /64
     * @param phones whether somebody there answered a challenge rightly within the life of a registration
     * @param dropped packets and connections that were dropped because of a ban
     */
    public record Seen(String network, List<Done> done, boolean phones, int dropped) {
        public Seen {
            done = List.copyOf(done);
        }
    }

    public SourcesSeen {
        sources = List.copyOf(sources);
    }
}
