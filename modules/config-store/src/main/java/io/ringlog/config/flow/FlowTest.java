package io.ringlog.config.flow;

import io.ringlog.domain.config.Unsaid;
import io.ringlog.domain.trial.TrialStory.How;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that is tried, and what is expected of it.
 *
 * @param at when the call comes: a date and time with an offset, or without one in the account's zone; null for now
 * @param variables set on the way in
 * @param agents usernames of agents who are logged in and free
 * @param offline usernames whose phones are not registered
 * @param expectPath ids of nodes that the call comes to in this order, whatever lies between; empty for any
 * @param expectDetail who answered, what the call is sent to or the cause it ended with; null for any
 * @param expectHeard sounds and texts that the caller hears in this order; empty for any
 */
public record FlowTest(
        @Unsaid("") String name,
        @Unsaid("") String caller,
        @Unsaid("") String called,
        @Nullable String at,
        Map<String, String> variables,
        List<String> agents,
        List<String> offline,
        List<FlowTestInput> inputs,
        List<String> expectPath,
        @Nullable How expectEnd,
        @Nullable String expectDetail,
        List<String> expectHeard,
        Map<String, String> expectVariables) {}
