package io.ringlog.edge.call;

import io.ringlog.domain.journal.Command.ChangeHeaders;
import io.ringlog.sip.ProxyOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an account wants otherwise in the calls that a trunk brings; what the platform says itself is never changed. */
final class ChangedHeaders {

    private ChangedHeaders() {}

    /** Towards a party inside, the caller's INVITE passed on. */
    static ProxyOptions inside(@Nullable ChangeHeaders by, ProxyOptions options) {
        return by == null ? options : outside(by, options).setting(beside(by, options.setHeaders()));
    }

    /** Towards a trunk: another one has nothing of what is meant for phones. */
    static ProxyOptions outside(@Nullable ChangeHeaders by, ProxyOptions options) {
        return by == null
                ? options
                : options.removing(Stream.of(options.removeHeaders(), by.removed())
                        .flatMap(List::stream)
                        .toList());
    }

    /** Headers of the platform's own INVITE to a party inside. */
    static Map<String, String> beside(@Nullable ChangeHeaders by, Map<String, String> ours) {
        if (by == null) {
            return ours;
        }
        Map<String, String> headers = new TreeMap<>();
        by.added().stream().map(it -> it.split(": ", 2)).forEach(it -> headers.put(it[0], it[1]));
        headers.putAll(ours);
        return headers;
    }
}
