package io.ringlog.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Publication;
import io.ringlog.api.port.Reached;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.api.port.Trial;
import io.ringlog.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link OneAccount}: a ceiling for the account, one for a user, two queues. */
final class OneConfiguration implements Configuration {

    @Override
    public Optional<Document> find(String resource, String account, String id) {
        ObjectNode row =
                Json.mapper().createObjectNode().put("id", id).put("max_in", 7).putNull("max_out");
        return switch (resource) {
            case "account" ->
                Optional.of(new Document(
                        row.put("max_simultaneous", 2).put("max_channels", 9).put("ceiling_of", "acc_above"), 1));
            case "user" ->
                id.startsWith("us_") ? Optional.of(new Document(row.put("max_simultaneous", 2), 1)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    @Override
    public List<ResourceShape> resources() {
        return List.of();
    }

    @Override
    public Document create(String resource, String account, ObjectNode body, String actor) {
        throw readOnly();
    }

    @Override
    public Document change(String resource, String account, String id, Change change, String actor) {
        throw readOnly();
    }

    @Override
    public Document move(String resource, String account, String id, Move move, String actor) {
        throw readOnly();
    }

    @Override
    public void remove(String resource, String account, String id, @Nullable Long ifVersion, String actor) {
        throw readOnly();
    }

    @Override
    public Documents list(String resource, String account, Listing listing) {
        return switch (resource) {
            case "queue" -> queues(listing.after());
            case "user" -> new Documents(users(listing.where()), null);
            case "fraud_rule" -> new Documents(List.of(fraudRule("frd_1"), fraudRule("frd_2")), null);
            case "limit" -> new Documents(List.of(limit("lim_1"), limit("lim_2")), null);
            default -> new Documents(List.of(), null);
        };
    }

    @Override
    public Optional<String> nameOf(String account, String id) {
        return id.equals(OneAccount.QUEUE_ID) || id.equals("qu_1") ? Optional.of("Support") : Optional.empty();
    }

    @Override
    public Reached reachedBy(String resource, String account, String id) {
        return new Reached(null, true, List.of(), List.of());
    }

    @Override
    public Reached.DeadEnds deadEnds(String account) {
        return new Reached.DeadEnds(true, List.of());
    }

    private static Document limit(String id) {
        ObjectNode row = Json.mapper().createObjectNode().put("id", id).put("max_count", 5);
        return new Document(row.put("period_sec", 60).put("hard", true), 1);
    }

    private static Document fraudRule(String id) {
        ObjectNode row = Json.mapper().createObjectNode().put("id", id).put("name", "Rule " + id);
        return new Document(row.put("watch", "minutes"), 1);
    }

    private static List<Document> users(Map<String, String> where) {
        return Stream.of(user("us_1", "alice"), user("us_3", "carol"))
                .filter(it -> where.getOrDefault(
                                "username", it.body().path("username").asText())
                        .equals(it.body().path("username").asText()))
                .toList();
    }

    private static Document user(String id, String name) {
        ObjectNode row = Json.mapper().createObjectNode().put("id", id).put("username", name);
        return new Document(row.put("created_at", 1_795_000_000L), 1);
    }

    /** Two pages of one queue each. */
    private static Documents queues(@Nullable String after) {
        return after == null
                ? new Documents(List.of(queue("qu_1", "Support")), "qu_1")
                : new Documents(List.of(queue("qu_2", "Sales")), null);
    }

    private static Document queue(String id, String name) {
        return new Document(Json.mapper().createObjectNode().put("id", id).put("name", name), 1);
    }

    @Override
    public List<ImportedRow> importRows(String resource, String account, Import rows, String actor) {
        throw readOnly();
    }

    @Override
    public Document createAccount(@Nullable String parent, ObjectNode body, String actor) {
        throw readOnly();
    }

    @Override
    public Documents accounts(@Nullable String root, @Nullable String after, int limit) {
        return new Documents(List.of(), null);
    }

    @Override
    public boolean isWithin(String account, String root) {
        return account.equals(root);
    }

    @Override
    public Document publish(String account, String flowId, Publication how, @Nullable Long ifVersion, String actor) {
        throw readOnly();
    }

    @Override
    public Document rollBack(
            String account, String flowId, int version, Publication how, @Nullable Long ifVersion, String actor) {
        throw readOnly();
    }

    @Override
    public Trial simulate(String account, String flowId, @Nullable Integer version, ObjectNode call) {
        throw readOnly();
    }

    @Override
    public List<Trial> test(String account, String flowId) {
        return List.of();
    }

    @Override
    public List<ObjectNode> versions(String account, String flowId) {
        return List.of();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("nothing is written here");
    }
}
