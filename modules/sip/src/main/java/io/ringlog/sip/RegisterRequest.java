package io.ringlog.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A REGISTER with its bindings as asked for (RFC 3261 section 10); interprets nothing. */
public record RegisterRequest(
        RequestHead head,
        @Nullable DigestAnswer digest,
        List<Binding> bindings,
        boolean removeAll,
        @Nullable Integer expiresSec,
        List<String> path,
        String sipCallId,
        long cseq,
        @Nullable String userAgent) {

    /** One contact asked for; {@code natted} when its host is not where the request came from. */
    public record Binding(
            String uri,
            @Nullable Integer expiresSec,
            @Nullable Float q,
            @Nullable String instanceId,
            @Nullable Integer regId,
            boolean natted) {}
}
