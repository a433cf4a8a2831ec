package io.ringlog.domain.state;

import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.kernel.Because;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names of what a call holds while it lives. */
public final class Scopes {

    private static final String RING_GROUP = "ring_group:";

    /** A call that found no channel of a ceiling for a number outside, and is counted for that. */
    public static final String MISSED = "channel-missed";

    private static final String CEILING = "ceiling:";

    private static final String OUTSIDE = "outside";

    private Scopes() {}

    public static String user(String userId) {
        return "user:" + userId;
    }

    public static String did(String didId) {
        return "did:" + didId;
    }

    public static String trunk(String trunkId) {
        return "trunk:" + trunkId;
    }

    /** Whether a scope is of what a fraud rule looks at outside. */
    public static boolean isOutside(String scope) {
        return scope.startsWith(OUTSIDE + ":") || scope.startsWith(OUTSIDE + ".");
    }

    /** A call that rings in a ring group or was taken there. */
    public static String ringGroup(String groupId) {
        return RING_GROUP + groupId;
    }

    /** Whether a scope is a ring group. */
    public static boolean isRingGroup(String scope) {
        return scope.startsWith(RING_GROUP);
    }

    /** A channel of a trunk that one leg of a call holds, beside what the call itself and its other legs hold. */
    public static String trunk(String trunkId, String legId) {
        return trunk(trunkId) + "/" + legId;
    }

    /** A channel of the ceiling that an account has over all accounts below it. */
    public static String ceiling(String accountId) {
        return CEILING + accountId;
    }

    /** Whether a scope is a channel of a ceiling over accounts. */
    public static boolean isCeiling(String scope) {
        return scope.startsWith(CEILING);
    }

    /** A number outside that a call goes to, where a fraud rule looks at how many go there at once. */
    public static String outside(String number) {
        return OUTSIDE + ":" + number;
    }

    /** Calls to numbers of a class, where a fraud rule looks at their minutes. */
    public static String outside(NumberClass numberClass) {
        return OUTSIDE + "." + Because.word(numberClass);
    }

    public static String account(Direction direction) {
        return "account."
                + switch (direction) {
                    case INBOUND -> "in";
                    case OUTBOUND -> "out";
                    case DIALER -> "dialer";
                    case INTERNAL -> "internal";
                };
    }

    /** Everything a call holds from its admission. */
    public static SortedSet<String> of(CallHead head, @Nullable String trunkId) {
        SortedSet<String> scopes = new TreeSet<>();
        scopes.add(account(head.direction()));
        if (head.userId() != null) {
            scopes.add(user(head.userId()));
        }
        if (head.didId() != null) {
            scopes.add(did(head.didId()));
        }
        if (trunkId != null) {
            scopes.add(trunk(trunkId));
        }
        return scopes;
    }
}
