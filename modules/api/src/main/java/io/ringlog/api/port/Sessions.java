package io.ringlog.api.port;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is logged in. */
public interface Sessions {

    /** Of one session, from its log-in on, in seconds, however much it is used. */
    int longestSec();

    /**
     * A session as it is shown; its secret is nowhere.
     *
     * @param address where the log-in came from
     * @param createdAt epoch milliseconds
     * @param seenAt epoch milliseconds of a request not much older than the last
     * @param expiresAt epoch milliseconds
     */
    record Session(String id, SessionPerson person, String address, long createdAt, long seenAt, long expiresAt) {}

    /** Whose it is, with the role as it is now. */
    record SessionPerson(
            String id,
            String accountId,
            String email,
            String name,
            String role,
            @Nullable String userId) {}

    /** A new session; the secret is shown this once. */
    record Opened(Session session, String secret) {}

    /** Somebody who is not there yet. */
    record Newcomer(String email, String name, String password) {}

    /** Empty, after the same time, for whoever may not come in, whatever the reason. */
    Optional<Opened> open(String email, String password, String address);

    /** Lets in by the word of a link; empty when it is unknown, was used or is over. */
    Optional<Opened> enter(String link, String address);

    /** The session behind a secret that is not over. */
    Optional<Session> find(String secret);

    /** The sessions of a person of the account; empty when there is no such person. */
    Optional<List<Session>> of(String account, String personId);

    /** @param actor who ends it */
    void end(String id, String actor);

    /** Ends all of a person of the account; false when there is no such person. */
    boolean endAll(String account, String personId, String actor);

    /** Gives a person another password, which ends all sessions; false when {@code before} is not theirs. */
    boolean changePassword(SessionPerson person, String before, String now, String actor);

    /** Whether the platform knows nobody yet. */
    boolean isNobodyThere();

    /** Makes the platform's first person; false when somebody is there. */
    boolean first(Newcomer newcomer);
}
