package io.ringlog.config.flow;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.Unsaid;
import io.ringlog.domain.http.HttpAnswer;
import io.ringlog.domain.trial.TrialInput;
import io.ringlog.domain.trial.TrialInput.RingEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the world does next in a test: one of these.
 *
 * @param keys that the party who is asked presses
 * @param silent no key is pressed
 * @param ring what becomes of the phones that ring
 * @param speaksSec how long the caller speaks into a recording
 * @param hangsUpAfterSec how long after the call began to wait the caller hangs up
 * @param httpStatus what the web service answers
 * @param httpFails it does not answer
 * @param httpValues beside a status, what is found of what the node wants, by variable
 */
public record FlowTestInput(
        @Nullable String keys,
        @Unsaid("false") boolean silent,
        @Nullable RingEnd ring,
        @Nullable Integer speaksSec,
        @Nullable Integer hangsUpAfterSec,
        @Nullable Integer httpStatus,
        @Unsaid("false") boolean httpFails,
        Map<String, String> httpValues) {

    private static final Pattern KEYS = Pattern.compile("[0-9*#A-D]{1,64}");
    private static final int MOST_SEC = 86_400;

    /** The input, or empty with a problem. */
    Optional<TrialInput> read(Problems p) {
        List<TrialInput> said = new ArrayList<>();
        if (keys != null) {
            p.require(
                    KEYS.matcher(keys).matches(),
                    "keys",
                    "config.bad-flow-test",
                    "must be 1 to 64 of 0 to 9, *, # and A to D; silence is silent: true");
            said.add(new TrialInput.Keys(keys));
        }
        if (silent) {
            said.add(new TrialInput.Keys(""));
        }
        if (ring != null) {
            said.add(new TrialInput.Ring(ring));
        }
        seconds(speaksSec, "speaks_sec", p).map(TrialInput.Speaks::new).ifPresent(said::add);
        seconds(hangsUpAfterSec, "hangs_up_after_sec", p)
                .map(TrialInput.HangsUp::new)
                .ifPresent(said::add);
        answer(p).ifPresent(said::add);
        p.require(
                said.size() == 1,
                "",
                "config.bad-flow-test",
                "must say one thing: keys, silent, ring, speaks_sec, http_status, http_fails or hangs_up_after_sec");
        return said.stream().findFirst();
    }

    private Optional<TrialInput> answer(Problems p) {
        p.require(
                httpStatus == null || (httpStatus >= 100 && httpStatus <= 599),
                "http_status",
                "config.bad-flow-test",
                "must be 100 to 599");
        p.require(
                httpValues.isEmpty() || httpStatus != null,
                "http_values",
                "config.bad-flow-test",
                "stand beside http_status: without an answer there are none");
        List<HttpAnswer.Value> values = new TreeMap<>(httpValues)
                .entrySet().stream()
                        .map(it -> new HttpAnswer.Value(it.getKey(), it.getValue()))
                        .toList();
        return httpStatus != null || httpFails
                ? Optional.of(new TrialInput.Http(httpFails ? null : httpStatus, values))
                : Optional.empty();
    }

    private static Optional<Integer> seconds(@Nullable Integer value, String field, Problems p) {
        p.require(
                value == null || (value >= 0 && value <= MOST_SEC),
                field,
                "config.bad-flow-test",
                "must be 0 to " + MOST_SEC);
        return Optional.ofNullable(value);
    }
}
