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
    private static final int USUAL_PAGE = 100;
    /** What every id of a row looks like. */
    static final String ID = "[a-z_]{1,20}_[0-9A-Z]{26}";

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

    static int limit(Request request) {
        String given = request.query("limit").orElse(String.valueOf(USUAL_PAGE));
        boolean fits = given.matches("[0-9]{1,4}") && Integer.parseInt(given) >= 1;
        if (!fits || Integer.parseInt(given) > LARGEST_PAGE) {
            throw Refused.field(Why.INVALID, "limit", "request.out-of-range", "must be 1 to " + LARGEST_PAGE);
        }
        return Integer.parseInt(given);
    }

    /** Where the page before ended: the id of its last row. */
    static @Nullable String after(Request request) {
        String given = request.query("cursor").orElse(null);
        if (given != null && !given.matches(ID)) {
            throw Refused.field(Why.INVALID, "cursor", "request.bad-cursor", "is none of ours");
        }
        return given;
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
