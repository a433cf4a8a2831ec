package io.ringlog.api.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.port.LiveViews.LiveTrunk;
import io.ringlog.api.port.LiveViews.TrunkHealth;
import io.ringlog.api.port.LiveViews.TrunkQuality;
import io.ringlog.api.port.LiveViews.TrunkRegistration;
import io.ringlog.domain.state.Scopes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A trunk as it stands.
 *
 * @param channels held now, both ways together
 * @param maxChannels how many there are; null for any number
 * @param health null while it is not known: nobody asks, or not often enough yet
 * @param registration null where we do not register
 * @param quality null when nothing was sent to it within a day
 */
record TrunkNow(
        String trunkId,
        String name,
        int channels,
        @Nullable Integer maxChannels,
        @Nullable TrunkHealth health,
        @Nullable TrunkRegistration registration,
        @Nullable TrunkQuality quality) {

    /** @param rows of configuration, one for each trunk */
    static List<TrunkNow> of(List<? extends JsonNode> rows, List<LiveTrunk> trunks, Map<String, Integer> openByScope) {
        Map<String, LiveTrunk> known =
                trunks.stream().collect(Collectors.toMap(LiveTrunk::trunkId, Function.identity()));
        return rows.stream().map(row -> of(row, known, openByScope)).toList();
    }

    private static TrunkNow of(JsonNode row, Map<String, LiveTrunk> known, Map<String, Integer> openByScope) {
        String id = row.path("id").asText();
        LiveTrunk trunk = known.getOrDefault(id, new LiveTrunk(id, null, null, null));
        JsonNode most = row.path("max_channels");
        return new TrunkNow(
                id,
                row.path("name").asText(),
                openByScope.getOrDefault(Scopes.trunk(id), 0),
                most.isInt() ? most.asInt() : null,
                trunk.health(),
                trunk.registration(),
                trunk.quality());
    }
}
