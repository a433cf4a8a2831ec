package io.ringlog.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code ringlog.directory.v1}: which account something seen on the wire belongs to, and whom
 * nobody listens to. The record's key is
 * {@link #key()}.
 */
public sealed interface DirectoryEntry {

    String key();

    String accountId();

    /** A request domain and digest realm, lower case. */
    record DomainEntry(String domain, String accountId) implements DirectoryEntry {
        @Override
        public String key() {
            return "domain:" + domain;
        }
    }

    /** A called number, E.164 digits without the plus. */
    record NumberEntry(String e164, String accountId) implements DirectoryEntry {
        @Override
        public String key() {
            return "number:" + e164;
        }
    }

    /**
     * A trunk that we register at: calls that come in over the registration are its own.
     *
     * @param mark of what the registration stands for now: a contact with another one is an old one
     * @param fromItsAddresses whether they come from the trunk's addresses alone
     * @param written how the trunk writes numbers; null for E.164
     */
    record LineEntry(
            String trunkId,
            String accountId,
            String mark,
            boolean fromItsAddresses,
            @Nullable Written written) implements DirectoryEntry {
        @Override
        public String key() {
            return "line:" + trunkId;
        }
    }

    /**
     * How a trunk writes numbers where they are not E.164.
     *
     * @param country ISO 3166 code of the plan they are of; null for that of the trunk's account
     * @param bare whether those of the country come without the prefix that people dial before them
     */
    record Written(@Nullable String country, boolean bare) {}

    /** The country of an account, as an ISO 3166 code; an account of none is not there. */
    record AccountEntry(String accountId, String country) implements DirectoryEntry {
        @Override
        public String key() {
            return "account:" + accountId;
        }
    }

    /** A network, in the form of {@link Network#text}, that is not listened to before {@code until}. */
    record BanEntry(String network, String accountId, String banId, Instant until) implements DirectoryEntry {

        /** What every key of a ban begins with. */
        public static final String KIND = "ban:";

        @Override
        public String key() {
            return KIND + network;
        }
    }

    /** A network, in the form of {@link Network#text}, that no ban is for. */
    record AllowEntry(String network, String accountId, String rowId) implements DirectoryEntry {
        @Override
        public String key() {
            return "allow:" + network;
        }
    }

    /**
     * An address, or a block of them, whose calls need no challenge; in the form of {@link Network#text}.
     *
     * @param written how the trunk writes numbers; null for E.164
     */
    record TrunkEntry(
            String ip,
            String accountId,
            String trunkId,
            @Nullable Written written) implements DirectoryEntry {
        @Override
        public String key() {
            return "trunk:" + ip;
        }
    }
}
