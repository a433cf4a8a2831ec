package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.journal.Event;
import io.ringlog.wire.SealedFamilies;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Webhooks. The secret comes in, is kept sealed, and never goes out. */
final class Webhooks extends Resource<WebhookRow> {

    private static final Set<String> TYPES = SealedFamilies.members(Event.class).stream()
            .map(SealedFamilies::nameOf)
            .collect(Collectors.toUnmodifiableSet());

    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 255;
    private static final int MOST = 20;

    Webhooks() {
        super("webhook", "webhook", "wh", WebhookRow.class, Set.of());
    }

    @Override
    public Set<String> hidden() {
        return Set.of("secret");
    }

    @Override
    public Set<String> inputs() {
        return Set.of("secret");
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    /** The same secret again changes nothing: a seal would look new each time. */
    @Override
    public void absorb(
            ObjectNode document,
            @Nullable WebhookRow old,
            Map<String, @Nullable Object> values,
            SecretBox box,
            Problems p) {
        String id = String.valueOf(values.get("id"));
        JsonNode given = document.get("secret");
        if (given == null && old != null) {
            values.put("secret", old.secret());
            return;
        }
        String secret = given == null ? "" : given.asText();
        boolean fits = secret.length() >= SHORTEST_SECRET && secret.length() <= LONGEST_SECRET;
        p.require(
                fits,
                "secret",
                given == null ? "config.required" : "config.bad-secret",
                given == null ? "is required: what is told is signed with it" : "must be 16 to 255 characters");
        if (old != null && fits && box.holds(old.secret(), id, secret)) {
            values.put("secret", old.secret());
        } else {
            values.put("secret", fits ? box.seal(secret, id) : "");
        }
    }

    @Override
    public void check(WebhookRow row, Problems p) {
        Shapes.name(row.name(), "name", p);
        Shapes.url(row.url(), "url", p);
        for (int i = 0; i < row.events().size(); i++) {
            p.require(
                    TYPES.contains(row.events().get(i)),
                    "events[" + i + "]",
                    "config.not-a-choice",
                    "there is no event " + row.events().get(i));
        }
    }

    /** Each reads the log by itself, for as long as its row stands. */
    @Override
    public void relate(WebhookRow row, Unwritten come, Sql sql, Problems p) {
        long others = sql.number(
                "SELECT count(*) AS n FROM webhook WHERE account_id = ? AND id <> ?", row.accountId(), row.id());
        p.require(others < MOST, "name", "config.too-many", "an account may have " + MOST + " webhooks");
    }
}
