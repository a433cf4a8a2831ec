package io.ringlog.domain.http;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that a worker sends to a web service (RFC 9110). Nothing in it is secret.
 *
 * @param headers beside those that the worker writes by itself
 * @param contentType of {@code body}; null without one
 * @param wanted what is taken out of a JSON answer
 * @param timeoutMs how long one attempt may take, its name included
 * @param retries how often it is asked again: after no answer, 429 and 5xx
 */
public record HttpAsk(
        Method method,
        String url,
        List<Header> headers,
        @Nullable String contentType,
        @Nullable String body,
        List<Wanted> wanted,
        int timeoutMs,
        int retries) {

    /** Between two attempts. */
    public static final Duration REST = Duration.ofSeconds(1);

    public HttpAsk {
        headers = List.copyOf(headers);
        wanted = List.copyOf(wanted);
    }

    /** How long all attempts may take. */
    public Duration longest() {
        return Duration.ofMillis(timeoutMs).plus(REST).multipliedBy(retries + 1L);
    }

    /** What may be asked. */
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    /** A line of its head. */
    public record Header(String name, String value) {}

    /**
     * A value of the answer.
     *
     * @param variable of the call that gets it
     * @param pointer where it is in the document (RFC 6901)
     */
    public record Wanted(String variable, String pointer) {}
}
