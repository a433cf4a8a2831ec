package io.ringlog.api.config;

import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Configuration.Document;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How rows travel: pages with a cursor, single rows with their version as ETag, and the version asked for. */
final class Documents {

    static final int LARGEST_PAGE = 1000;
    static final int USUAL_PAGE = 100;

    private Documents() {}

    static Answer one(Document document) {
        return Answer.of(200, document.body(), Map.of("ETag", etag(document)));
    }

    static Answer created(Document document, String collection) {
        String place = collection + "/" + document.body().path("id").asText();
        return Answer.of(201, document.body(), Map.of("ETag", etag(document), "Location", place));
    }

    static Answer page(Configuration.Documents page) {
        return Answer.rows(page.rows().stream().map(Document::body).toList(), page.next());
    }

    /** The version the If-Match asks for; null when it says that any will do. */
    static @Nullable Long ifVersion(Request request) {
        String given = request.header(Route.IF_MATCH)
                .orElseThrow(() -> Refused.of(
                        Why.UNCONDITIONAL, "send If-Match with the ETag of the row as you read it, or * for any"));
        if (given.equals("*")) {
            return null;
        }
        try {
            return Long.valueOf(given.replaceAll("^(W/)?\"|\"$", ""));
        } catch (NumberFormatException none) {
            throw Refused.of(Why.STALE, "If-Match names no version of this row");
        }
    }

    private static String etag(Document document) {
        return "\"" + document.version() + "\"";
    }
}
