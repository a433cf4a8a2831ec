package io.ringlog.domain.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a web service.
 *
 * @param status of the last answer; null when there was none
 * @param values what was found of what was wanted
 * @param missing what was not
 * @param attempts 0 when it was not asked at all
 * @param tookMs from the first attempt to the end of the last
 * @param text why there was no answer; empty when there was one
 */
public record HttpAnswer(
        @Nullable Integer status, List<Value> values, List<Missing> missing, int attempts, long tookMs, String text) {

    public HttpAnswer {
        values = List.copyOf(values);
        missing = List.copyOf(missing);
    }

    /** Nothing was asked. */
    public static HttpAnswer none(String why) {
        return new HttpAnswer(null, List.of(), List.of(), 0, 0, why);
    }

    /** What a variable is to hold. */
    public record Value(String variable, String text) {}

    /** What stands in the way of a value. */
    public record Missing(String variable, String why) {}
}
