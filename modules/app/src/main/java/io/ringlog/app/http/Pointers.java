package io.ringlog.app.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.domain.http.HttpAnswer;
import io.ringlog.domain.http.HttpAnswer.Missing;
import io.ringlog.domain.http.HttpAnswer.Value;
import io.ringlog.domain.http.HttpAsk.Wanted;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes what is wanted out of a JSON answer. Text is taken as it is, all else as JSON has it. */
final class Pointers {

    /** As a variable of a call holds it. */
    private static final int LONGEST = 1_000;

    private final List<Value> values = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();

    private Pointers() {}

    static HttpAnswer answer(int status, HttpOut.Reply.Given reply, List<Wanted> wanted, Effort effort) {
        Pointers read = new Pointers();
        if (!reply.whole()) {
            wanted.forEach(it -> read.missing.add(new Missing(it.variable(), "is in an answer of too many bytes")));
        } else if (!wanted.isEmpty()) {
            read.look(reply.body(), wanted);
        }
        return new HttpAnswer(status, read.values, read.missing, effort.attempts(), effort.tookMs(), "");
    }

    /** How much asking it took. */
    record Effort(int attempts, long tookMs) {}

    private void look(byte[] body, List<Wanted> wanted) {
        JsonNode document;
        try {
            document = Json.mapper().readTree(body);
        } catch (IOException broken) {
            wanted.forEach(it -> missing.add(new Missing(it.variable(), "is in an answer that is no JSON")));
            return;
        }
        wanted.forEach(it -> take(it, document.at(JsonPointer.compile(it.pointer()))));
    }

    private void take(Wanted wanted, JsonNode found) {
        if (found.isMissingNode()) {
            missing.add(new Missing(wanted.variable(), "is not there"));
        } else if (found.isNull()) {
            missing.add(new Missing(wanted.variable(), "is null"));
        } else {
            String text = found.isValueNode() ? found.asText() : found.toString();
            if (text.length() > LONGEST) {
                missing.add(new Missing(wanted.variable(), "is longer than " + LONGEST + " characters"));
            } else {
                values.add(new Value(wanted.variable(), text));
            }
        }
    }
}
