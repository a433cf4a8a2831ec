package io.ringlog.domain.config.node;

import io.ringlog.domain.expression.Answer;
import io.ringlog.domain.expression.Template;
import io.ringlog.domain.expression.Value;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Fills texts for one call, and keeps the first that has no value. */
final class Filling {

    private final Visit at;
    private @Nullable String broken;

    Filling(Visit at) {
        this.at = at;
    }

    /** Why a text could not be filled; null when all could. */
    @Nullable
    String broken() {
        return broken;
    }

    /** @param spelling how a value is written in this text */
    String text(String field, String template, UnaryOperator<String> spelling) {
        return switch (Template.fill(template, at, spelling)) {
            case Answer.Is(Value text) -> text.text();
            case Answer.None(String why) -> breaks(field + ": " + why);
        };
    }

    /** A URL whose values stay where they stand. */
    String url(String template) {
        String url = text("url", template, HttpUrl::spelled);
        return broken != null || !HttpUrl.climbs(url) ? url : breaks("url: a value is '.' or '..'");
    }

    /** A text of one line that a header can hold. */
    String line(String field, String template) {
        String line = text(field, template, UnaryOperator.identity());
        return broken != null || HttpLines.isValue(line) ? line : breaks(field + ": a value is no plain text");
    }

    private String breaks(String why) {
        broken = broken == null ? why : broken;
        return "";
    }
}
