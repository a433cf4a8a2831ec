package io.ringlog.domain.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a trunk answers OPTIONS, with the patience of both ways.
 *
 * @param uri where it is asked
 * @param streak answers in a row that speak against {@code standing}
 * @param since when it came to stand so
 * @param edge who asks; null when nobody has yet
 * @param askId the question that is open; null for none
 */
public record TrunkHealth(
        String account,
        String trunkId,
        String uri,
        Standing standing,
        int streak,
        Instant since,
        @Nullable String edge,
        @Nullable String askId)
        implements Granule {

    /** How a trunk stands. */
    public enum Standing {
        /** Not asked often enough to say. */
        UNKNOWN,
        UP,
        DOWN
    }

    public static TrunkHealth unknown(String account, String trunkId, String uri, Instant at) {
        return new TrunkHealth(account, trunkId, uri, Standing.UNKNOWN, 0, at, null, null);
    }

    /** A question is under way. */
    public TrunkHealth asked(String by, String question) {
        return new TrunkHealth(account, trunkId, uri, standing, streak, since, by, question);
    }

    /** The question has come to nothing, which says nothing of the trunk. */
    public TrunkHealth unanswered() {
        return standing(standing, streak, since);
    }

    /**
     * It was heard, or in vain listened for. Who is first heard is up at once; who was up must fail often enough, who
     * was down must answer often enough.
     */
    public TrunkHealth heard(boolean answered, int downAfter, int upAfter, Instant at) {
        Standing said = answered ? Standing.UP : Standing.DOWN;
        if (said == standing) {
            return standing(standing, 0, since);
        }
        int enough = standing == Standing.DOWN ? upAfter : answered ? 1 : downAfter;
        return streak + 1 >= enough ? standing(said, 0, at) : standing(standing, streak + 1, since);
    }

    private TrunkHealth standing(Standing next, int against, Instant from) {
        return new TrunkHealth(account, trunkId, uri, next, against, from, edge, null);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "trunk", trunkId);
    }
}
