package io.ringlog.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.wire.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link OneAccount}: a ceiling for the account, one for a user, two queues. */
final class OneConfiguration implements Configuration {

    @Override
    public Optional<Document> find(String resource, String account, String id) {
        ObjectNode row =
                Json.mapper().createObjectNode().put("id", id).put("max_in", 7).putNull("max_out");
        return switch (resource) {
            case "account", "user" -> Optional.of(new Document(row.put("max_simultaneous", 2), 1));
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
    public void remove(String resource, String account, String id, @Nullable Long ifVersion, String actor) {
        throw readOnly();
    }

    @Override
    public Documents list(String resource, String account, Listing listing) {
        return resource.equals("queue") ? queues(listing.after()) : new Documents(List.of(), null);
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
    public Document publish(String account, String flowId, @Nullable Long ifVersion, String actor) {
        throw readOnly();
    }

    @Override
    public List<ObjectNode> versions(String account, String flowId) {
        return List.of();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("nothing is written here");
    }
}
