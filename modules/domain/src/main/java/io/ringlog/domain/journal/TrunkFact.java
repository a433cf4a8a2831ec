package io.ringlog.domain.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a trunk said to a request that the brain had an edge send it; nothing of calls. */
public sealed interface TrunkFact extends EdgeFact {

    String trunkId();

    /** The question this answers. */
    String askId();

    /**
     * The final answer to OPTIONS.
     *
     * @param status 408 when none came, 503 when it could not be asked at all, 0 when it was not asked
     *     for a reason of ours, which says nothing of the trunk
     */
    record OptionsAnswered(EdgeStamp stamp, String trunkId, String askId, int status) implements TrunkFact {}

    /**
     * The final answer to REGISTER.
     *
     * @param status 408 when none came, 503 when it could not be asked at all, 0 when it was not asked
     *     for a reason of ours
     * @param expiresSec how long the contact is bound; null when the answer does not say, 0 when it is not
     * @param minExpiresSec with 423: the shortest life that is taken
     * @param retryAfterSec when it wants to be asked again; null when it does not say
     * @param place of the contact that was registered, a URI without its user part, which is a key
     * @param others places of the same registration that are bound beside it: of edges before
     * @param requestUri what an answer to the challenges is for
     * @param serviceRoute proxies that calls to the trunk are to pass, the first one first (RFC 3608); null for none
     * @param routeFault why the proxies that it names cannot be passed; null where they can, or it names none
     * @param challenges with 401 and 407, in the order in which they were made
     */
    record RegisterAnswered(
            EdgeStamp stamp,
            String trunkId,
            String askId,
            int status,
            @Nullable Integer expiresSec,
            @Nullable Integer minExpiresSec,
            @Nullable Integer retryAfterSec,
            String contact,
            List<String> others,
            String requestUri,
            List<DigestChallenge> challenges,
            @Nullable List<String> serviceRoute,
            @Nullable String routeFault)
            implements TrunkFact {
        public RegisterAnswered {
            others = List.copyOf(others);
            challenges = List.copyOf(challenges);
            serviceRoute = serviceRoute == null ? null : List.copyOf(serviceRoute);
        }
    }
}
