package io.ringlog.api.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.LiveViews.LiveAgent;
import io.ringlog.api.port.LiveViews.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent as a wallboard shows it; one who never logged in is offline since its user exists.
 *
 * @param username as configured; null when the user was removed meanwhile
 * @param queues the active queues by name
 * @param said what the agent said came of the call they talk on or wrap up; null for nothing yet
 */
record AgentNow(
        String userId,
        @Nullable String username,
        String status,
        String state,
        String bucket,
        boolean reachable,
        boolean externalCall,
        @Nullable String reason,
        @Nullable String callId,
        List<String> activeQueues,
        List<QueueNamed> queues,
        Instant statusSince,
        Instant stateSince,
        Instant bucketSince,
        @Nullable Said said) {

    /** Every configured agent in the order of their ids, and whoever else the views still know. */
    static List<AgentNow> of(List<ObjectNode> users, List<LiveAgent> live, Map<String, String> queues) {
        Map<String, LiveAgent> seen = new LinkedHashMap<>();
        live.forEach(agent -> seen.put(agent.userId(), agent));
        List<AgentNow> all = new ArrayList<>();
        for (ObjectNode user : users) {
            LiveAgent known = seen.remove(user.path("id").asText());
            String username = user.path("username").asText();
            all.add(known == null ? neverIn(user, username) : of(known, username, queues));
        }
        seen.values().forEach(agent -> all.add(of(agent, null, queues)));
        return all;
    }

    private static AgentNow of(LiveAgent agent, @Nullable String username, Map<String, String> queues) {
        return new AgentNow(
                agent.userId(),
                username,
                agent.status(),
                agent.state(),
                agent.bucket(),
                agent.reachable(),
                agent.externalCall(),
                agent.reason(),
                agent.callId(),
                agent.activeQueues(),
                QueueNamed.of(agent.activeQueues(), queues::get),
                agent.statusSince(),
                agent.stateSince(),
                agent.bucketSince(),
                agent.said());
    }

    private static AgentNow neverIn(ObjectNode user, String username) {
        Instant since = Instant.ofEpochSecond(user.path("created_at").asLong());
        return new AgentNow(
                user.path("id").asText(),
                username,
                "offline",
                "waiting",
                "offline",
                false,
                false,
                null,
                null,
                List.of(),
                List.of(),
                since,
                since,
                since,
                null);
    }
}
