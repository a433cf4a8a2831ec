package io.ringlog.api.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Keys.Key;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.Sessions.Session;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** One admitted request, as far as a route may look at it. */
public interface Request {

    /** The end of the year 9999, in epoch milliseconds. */
    long LATEST = 253_402_300_799_999L;

    /** What every id of a row looks like. */
    String ID = "[a-z_]{1,20}_[0-9A-Z]{26}";

    /** The key it came with, or one like it for a session; an open route has none and must not ask. */
    Key key();

    /** The session it came with; empty for a key. */
    Optional<Session> session();

    /** The scopes in which it may change something. */
    Set<String> changes();

    /** Whether it may also name accounts below its own; a person of most roles may not. */
    boolean opensBelow();

    /**
     * Whether an account is open to it.
     *
     * @param isWithin whether an account is another, or below that
     */
    default boolean opens(String account, BiPredicate<String, String> isWithin) {
        String own = key().accountId();
        return key().platform() || (opensBelow() ? isWithin.test(account, own) : account.equals(own));
    }

    /** Whether it would be let in now, too; for answers that go on for long. */
    boolean isStillOpen();

    /** The account it is about: the key's own, or one of its subtree that was named. */
    String account();

    /** A variable of the path. */
    String path(String name);

    /** A parameter of the query; empty when it is left out. */
    Optional<String> query(String name);

    Optional<String> header(String name);

    Optional<String> cookie(String name);

    /** Whether nobody on the way could read it: it came by TLS, or from this very machine. */
    boolean confidential();

    /** Whether the client speaks TLS, with us or with a proxy on this machine that says so. */
    boolean byTls();

    /** Where it came from, as the socket says, or a proxy on this machine. */
    String address();

    /** Whose attempts are counted together with those of this sender. */
    String bucket();

    /** Whether the socket says that it came from this machine, by way of a proxy or not. */
    boolean isFromHere();

    /** The body as it came. */
    byte[] bytes();

    /** The body, a JSON object. */
    ObjectNode document();

    /** The body as a record with these very fields; every other field is refused. */
    <T extends Record> T body(Class<T> type);

    /** Rows of a page, {@code usual} when nothing is said. */
    default int limit(int usual, int largest) {
        String given = query("limit").orElse(String.valueOf(usual));
        boolean fits = given.matches("[1-9][0-9]{0,5}") && Integer.parseInt(given) <= largest;
        if (!fits) {
            throw Refused.field(Why.INVALID, "limit", "request.out-of-range", "must be 1 to " + largest);
        }
        return Integer.parseInt(given);
    }

    /** A moment, given as epoch milliseconds. */
    default Optional<Instant> time(String name) {
        return query(name).map(given -> {
            boolean fits = given.matches("[0-9]{1,15}") && Long.parseLong(given) <= LATEST;
            if (!fits) {
                throw Refused.field(
                        Why.INVALID, name, "request.bad-parameter", "must be epoch milliseconds, 0 to " + LATEST);
            }
            return Instant.ofEpochMilli(Long.parseLong(given));
        });
    }

    /** Where the page before ended: the id of its last row. */
    default Optional<String> after() {
        Optional<String> given = query("cursor");
        if (given.isPresent() && !given.get().matches(ID)) {
            throw Refused.field(Why.INVALID, "cursor", "request.bad-cursor", "is none of ours");
        }
        return given;
    }

    /** Who did it, for the log: never the secret. */
    String actor();
}
