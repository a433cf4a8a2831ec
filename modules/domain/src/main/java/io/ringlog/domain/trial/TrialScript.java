package io.ringlog.domain.trial;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A call to be tried.
 *
 * @param caller the number the caller shows; empty for none
 * @param called the number they dialled
 * @param at when the call comes
 * @param variables set on the way in, as {@code dest_xform} of a number sets them
 * @param agents usernames of agents who are logged in and free
 * @param offline usernames whose phones are not registered; those of all others are
 * @param inputs what the world does, in this order
 */
public record TrialScript(
        String caller,
        String called,
        Instant at,
        Map<String, String> variables,
        List<String> agents,
        List<String> offline,
        List<TrialInput> inputs) {

    public TrialScript {
        variables = Map.copyOf(variables);
        agents = List.copyOf(agents);
        offline = List.copyOf(offline);
        inputs = List.copyOf(inputs);
    }
}
