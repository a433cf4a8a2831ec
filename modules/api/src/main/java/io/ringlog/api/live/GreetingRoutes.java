package io.ringlog.api.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.port.Brain;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.LiveViews;
import io.ringlog.api.port.LiveViews.Recorded;
import io.ringlog.api.port.Recordings;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Rows;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.Route.Method;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import io.ringlog.domain.journal.GreetingActed;
import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;
import io.ringlog.domain.journal.VoicemailEvent.GreetingSource;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What mailboxes say to callers, of each kind; what a row names is changed with the row, not here. */
public final class GreetingRoutes implements RouteGroup {

    private static final String GREETINGS = "/v1/voicemails/{id}/greetings";
    private static final String GREETING = GREETINGS + "/{greeting}";
    private static final String RESOURCE = "voicemail";
    private static final String WAV = "audio/wav";

    /**
     * What there is of a kind.
     *
     * @param source telephone, row, or system where there is none
     * @param mediaId the sound of the row, heard where none was recorded by telephone
     * @param until the last day of a temporary one
     */
    record GreetingNow(
            GreetingKind kind,
            GreetingSource source,
            @Nullable String mediaId,
            @Nullable Instant recordedAt,
            @Nullable Long durationMs,
            @Nullable String until) {}

    private final LiveViews views;
    private final Brain brain;
    private final Recordings recordings;
    private final Rows rows;

    public GreetingRoutes(LiveViews views, Brain brain, Recordings recordings, Configuration configuration) {
        this.views = views;
        this.brain = brain;
        this.recordings = recordings;
        this.rows = new Rows(configuration);
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get(
                                "listGreetings",
                                GREETINGS,
                                "What a mailbox says to callers, of each kind, and where it comes from.",
                                this::greetings)
                        .needs(Scope.VOICEMAIL)
                        .answers(Schemas.rows(Schemas.named("Greeting", GreetingNow.class))))
                .add(Route.get(
                                "getGreetingAudio",
                                GREETING + "/audio",
                                "What was recorded by telephone, a WAV file (8 kHz, mono, 16-bit PCM).",
                                this::audio)
                        .needs(Scope.VOICEMAIL)
                        .answers(200, WAV, Schemas.text().put("contentMediaType", WAV)))
                .add(Route.of(
                                "removeGreeting",
                                Method.DELETE,
                                GREETING,
                                "Removes a greeting that was recorded by telephone.",
                                this::remove)
                        .needs(Scope.VOICEMAIL)
                        .answersNothing());
    }

    private Answer greetings(Request request) {
        JsonNode row = row(request);
        List<Recorded> recorded = recorded(request.account(), row);
        return Answer.rows(Arrays.stream(GreetingKind.values())
                .map(kind -> now(kind, row, of(kind, recorded)))
                .toList());
    }

    private static GreetingNow now(GreetingKind kind, JsonNode row, Optional<Recorded> recorded) {
        String media = row.path(field(kind)).textValue();
        GreetingSource source = recorded.isPresent()
                ? GreetingSource.TELEPHONE
                : media == null ? GreetingSource.SYSTEM : GreetingSource.ROW;
        return new GreetingNow(
                kind,
                source,
                media,
                recorded.map(Recorded::ts).orElse(null),
                recorded.map(Recorded::durationMs).orElse(null),
                kind == GreetingKind.TEMPORARY
                        ? row.path("temporary_greeting_until").textValue()
                        : null);
    }

    private static String field(GreetingKind kind) {
        return switch (kind) {
            case UNAVAILABLE -> "greeting_media_id";
            case BUSY -> "busy_greeting_media_id";
            case TEMPORARY -> "temporary_greeting_media_id";
            case NAME -> "name_media_id";
        };
    }

    private Answer audio(Request request) {
        GreetingKind kind = kind(request);
        byte[] wav = of(kind, recorded(request.account(), row(request)))
                .flatMap(it -> recordings.find(it.objectKey()))
                .orElseThrow(() -> none(kind));
        return new Answer.Whole(200, WAV, wav, Map.of("Cache-Control", "private, no-store"));
    }

    private Answer remove(Request request) {
        GreetingKind kind = kind(request);
        String box = row(request).path("id").asText();
        boolean done = brain.ask(
                        request.account(), (id, replyTo) -> new GreetingActed(id, replyTo, box, kind, request.actor()))
                .accepted();
        if (!done) {
            throw none(kind);
        }
        return Answer.nothing();
    }

    private static Refused none(GreetingKind kind) {
        return Refused.notFound(word(kind) + " greeting that was recorded by telephone");
    }

    private static GreetingKind kind(Request request) {
        String given = request.path("greeting");
        return Arrays.stream(GreetingKind.values())
                .filter(it -> word(it).equals(given))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("kind of greeting " + given));
    }

    private static String word(GreetingKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Recorded> of(GreetingKind kind, List<Recorded> recorded) {
        return recorded.stream().filter(it -> it.kind() == kind).findFirst();
    }

    private List<Recorded> recorded(String account, JsonNode row) {
        String box = row.path("id").asText();
        return views.mailboxes(account).stream()
                .filter(it -> it.voicemailId().equals(box))
                .flatMap(it -> it.greetings().stream())
                .toList();
    }

    /** A mailbox of the account, by id or name; one of another account is none. */
    private JsonNode row(Request request) {
        String given = request.path("id");
        String id = rows.id(RESOURCE, request.account(), given);
        return rows.all(RESOURCE, request.account(), Map.of()).stream()
                .filter(it -> it.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.notFound(RESOURCE + " " + given));
    }
}
