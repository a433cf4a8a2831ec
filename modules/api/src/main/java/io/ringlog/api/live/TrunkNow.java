package io.ringlog.api.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.port.LiveViews.LiveContact;
import io.ringlog.api.port.LiveViews.LiveTrunk;
import io.ringlog.api.port.LiveViews.Registration;
import io.ringlog.api.port.LiveViews.TrunkHealth;
import io.ringlog.api.port.LiveViews.TrunkQuality;
import io.ringlog.api.port.LiveViews.TrunkRegistration;
import io.ringlog.domain.state.Scopes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trunk as it stands.
 *
 * @param channels held now, both ways together
 * @param maxChannels how many there are; null for any number
 * @param health null while it is not known: nobody asks, or not often enough yet
 * @param registration null where we do not register
 * @param contacts where it has registered at us; null where it may not
 * @param quality null when nothing was sent to it within a day
 */
record TrunkNow(
        String trunkId,
        String name,
        int channels,
        @Nullable Integer maxChannels,
        @Nullable TrunkHealth health,
        @Nullable TrunkRegistration registration,
        @Nullable List<LiveContact> contacts,
        @Nullable TrunkQuality quality) {

    /** What the log says of the trunks of an account. */
    record Known(List<LiveTrunk> trunks, List<Registration> registrations, Map<String, Integer> openByScope) {

        private LiveTrunk trunk(String id) {
            return trunks.stream()
                    .filter(it -> it.trunkId().equals(id))
                    .findFirst()
                    .orElse(new LiveTrunk(id, null, null, null));
        }

        private List<LiveContact> contacts(String id) {
            return registrations.stream()
                    .filter(it -> id.equals(it.trunkId()))
                    .flatMap(it -> it.contacts().stream())
                    .toList();
        }
    }

    TrunkNow {
        contacts = contacts == null ? null : List.copyOf(contacts);
    }

    /** @param rows of configuration, one for each trunk */
    static List<TrunkNow> of(List<? extends JsonNode> rows, Known known) {
        return rows.stream().map(row -> of(row, known)).toList();
    }

    private static TrunkNow of(JsonNode row, Known known) {
        String id = row.path("id").asText();
        LiveTrunk trunk = known.trunk(id);
        JsonNode most = row.path("max_channels");
        return new TrunkNow(
                id,
                row.path("name").asText(),
                known.openByScope().getOrDefault(Scopes.trunk(id), 0),
                most.isInt() ? most.asInt() : null,
                trunk.health(),
                trunk.registration(),
                row.path("inbound_auth").asText().equals("digest") ? known.contacts(id) : null,
                trunk.quality());
    }
}
