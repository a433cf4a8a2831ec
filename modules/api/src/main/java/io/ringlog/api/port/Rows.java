package io.ringlog.api.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Configuration.Document;
import io.ringlog.api.port.Configuration.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows of an account for whoever knows them by name, and all of them over all pages. */
public final class Rows {

    private static final int PAGE = 1000;

    /** The field people know a row by. */
    private static final Map<String, String> NAMES = Map.of(
            "user", "username", "queue", "name", "voicemail", "name", "conference", "name", "fraud_rule", "name");

    private final Configuration configuration;

    public Rows(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The id of the row with this id or name; what names nothing comes back as it is. */
    public String id(String resource, String account, String given) {
        return known(resource, account, given).orElse(given);
    }

    /** The id of the row with this id or name. */
    public Optional<String> known(String resource, String account, String given) {
        return row(resource, account, given).map(row -> row.path("id").asText());
    }

    /** Id and name of the row with this id or name; what names nothing comes back alone. */
    public List<String> names(String resource, String account, String given) {
        return row(resource, account, given)
                .map(row -> List.of(
                        row.path("id").asText(), row.path(NAMES.get(resource)).asText()))
                .orElse(List.of(given));
    }

    public List<ObjectNode> all(String resource, String account, Map<String, String> where) {
        List<ObjectNode> rows = new ArrayList<>();
        String after = null;
        do {
            var page = configuration.list(resource, account, new Listing(after, PAGE, where));
            page.rows().stream().map(Document::body).forEach(rows::add);
            after = page.next();
        } while (after != null);
        return rows;
    }

    private Optional<ObjectNode> row(String resource, String account, String given) {
        return configuration
                .find(resource, account, given)
                .or(() -> named(resource, account, given).findFirst())
                .map(Document::body);
    }

    private Stream<Document> named(String resource, String account, String given) {
        var where = Map.of(NAMES.get(resource), given);
        return configuration.list(resource, account, new Listing(null, 1, where)).rows().stream();
    }
}
