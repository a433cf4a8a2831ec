package io.ringlog.app.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Repeats;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.db.DatabaseFailure;
import io.ringlog.config.secret.KeptAnswers;
import io.ringlog.config.secret.KeptAnswers.Found;
import io.ringlog.config.secret.KeptAnswers.Place;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps answers in the configuration store. */
public final class StoredRepeats implements Repeats {

    private static final Logger LOG = LoggerFactory.getLogger(StoredRepeats.class);

    private final KeptAnswers kept;

    public StoredRepeats(ConfigStore store) {
        this.kept = new KeptAnswers(store.database(), store.secrets(), store.clock());
    }

    @Override
    public Before begin(Asked asked) {
        Found found = kept.begin(place(asked), asked.fingerprint());
        return switch (found.standing()) {
            case FIRST -> new Before.First();
            case ANSWERED -> answer(Objects.requireNonNull(found.answer()));
            case UNDER_WAY -> new Before.UnderWay();
            case UNKNOWN -> new Before.Unknown();
            case ANOTHER -> new Before.Another();
            case TOO_MANY -> new Before.TooMany();
        };
    }

    /** What was done is done, whether its answer can be kept or not: the sender is told it all the same. */
    @Override
    public void answered(Asked asked, Before.Answered answer) {
        try {
            kept.answered(place(asked), text(answer));
        } catch (DatabaseFailure full) {
            LOG.warn("the answer to a request with an Idempotency-Key cannot be kept", full);
        }
    }

    @Override
    public void unknown(Asked asked) {
        kept.unknown(place(asked));
    }

    @Override
    public void forget(Asked asked) {
        kept.forget(place(asked));
    }

    private static Place place(Asked asked) {
        return new Place(asked.owner(), asked.account(), asked.key());
    }

    private static String text(Before.Answered answer) {
        ObjectNode kept = Json.mapper()
                .createObjectNode()
                .put("status", answer.status())
                .put("media_type", answer.mediaType())
                .put("body", answer.body());
        answer.headers().forEach(kept.putObject("headers")::put);
        return kept.toString();
    }

    private static Before.Answered answer(String text) {
        try {
            JsonNode kept = Json.mapper().readTree(text);
            Map<String, String> headers = new HashMap<>();
            kept.path("headers")
                    .properties()
                    .forEach(it -> headers.put(it.getKey(), it.getValue().asText()));
            return new Before.Answered(
                    kept.path("status").asInt(),
                    kept.path("media_type").asText(),
                    kept.path("body").binaryValue(),
                    headers);
        } catch (IOException e) {
            throw new UncheckedIOException("a kept answer is broken", e);
        }
    }
}
