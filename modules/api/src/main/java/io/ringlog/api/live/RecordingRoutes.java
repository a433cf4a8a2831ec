package io.ringlog.api.live;

import io.ringlog.api.port.Brain;
import io.ringlog.api.port.LiveViews;
import io.ringlog.api.port.LiveViews.Recording;
import io.ringlog.api.port.Recordings;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.Route.Method;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.RecordingActed;
import io.ringlog.domain.journal.RecordingActed.Verb;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** The recordings of talks and by flows: begun, paused and ended by hand, listed, heard and erased. */
public final class RecordingRoutes implements RouteGroup {

    private static final String RECORDINGS = "/v1/recordings";
    private static final String RECORDING = RECORDINGS + "/{id}";
    private static final String WAV = "audio/wav";
    private static final int LARGEST_PAGE = 1000;
    private static final int USUAL_PAGE = 100;

    /** What is asked for. */
    enum Act {
        START,
        STOP,
        PAUSE,
        RESUME
    }

    /** What the recording of a call's talk shall do. */
    record RecordingAction(Act act) {}

    private final LiveViews views;
    private final Brain brain;
    private final Recordings sounds;

    public RecordingRoutes(LiveViews views, Brain brain, Recordings sounds) {
        this.views = views;
        this.brain = brain;
        this.sounds = sounds;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.post(
                                "recordCall",
                                "/v1/calls/{id}/recording",
                                "Begins, pauses, resumes or ends the recording of a call's talk; "
                                        + "the key is the actor in the log.",
                                this::act)
                        .needs(Scope.CALLS)
                        .takes(Schemas.of(RecordingAction.class))
                        .answers(Schemas.named("Decision", ActionRoutes.Decided.class)))
                .add(Route.get(
                                "listRecordings",
                                RECORDINGS,
                                "The recordings of talks and by flows, newest first.",
                                this::list)
                        .needs(Scope.RECORDINGS)
                        .query("call_id", "only those of this call", Schemas.text())
                        .query("until", "begun before", Schemas.millis())
                        .query("limit", "rows in a page; 100 when not said", Schemas.integer(1, LARGEST_PAGE))
                        .answers(Schemas.rows(Schemas.named("Recording", Recording.class))))
                .add(Route.of(
                                "eraseRecording",
                                Method.DELETE,
                                RECORDING,
                                "Erases a finished recording for good.",
                                this::erase)
                        .needs(Scope.RECORDINGS)
                        .answersNothing());
        addSounds(table);
    }

    private void addSounds(RouteTable table) {
        table.add(Route.get(
                                "getRecordingAudio",
                                RECORDING + "/audio",
                                "What was said, a WAV file (8 kHz, 16-bit PCM): of a talk in stereo, "
                                        + "the caller left, the others right; by a flow in mono.",
                                this::audio)
                        .needs(Scope.RECORDINGS)
                        .answers(200, WAV, Schemas.text().put("contentMediaType", WAV)))
                .add(Route.get(
                                "linkRecording",
                                RECORDING + "/link",
                                "A link to the sound, which opens it without a key until it expires.",
                                this::link)
                        .needs(Scope.RECORDINGS)
                        .answers(Schemas.named("Link", Recordings.Link.class)));
    }

    private Answer act(Request request) {
        String call = request.path("id");
        Act act =
                ActionRoutes.required("act", request.body(RecordingAction.class).act());
        Verb verb = switch (act) {
            case START -> Verb.START;
            case STOP -> Verb.STOP;
            case PAUSE -> Verb.PAUSE;
            case RESUME -> Verb.RESUME;
        };
        return ActionRoutes.decided(brain, ask(request, verb, call));
    }

    private Reply ask(Request request, Verb verb, String subject) {
        return brain.ask(
                request.account(), (id, replyTo) -> new RecordingActed(id, replyTo, verb, subject, request.actor()));
    }

    private Answer list(Request request) {
        Optional<String> call = request.query("call_id");
        long until = number(request, "until").orElse(Long.MAX_VALUE);
        int limit = request.limit(USUAL_PAGE, LARGEST_PAGE);
        return Answer.rows(views.recordings(request.account()).stream()
                .filter(it -> call.isEmpty() || it.callId().equals(call.get()))
                .filter(it -> it.startTs().toEpochMilli() < until)
                .sorted(Comparator.comparing(Recording::startTs).reversed().thenComparing(Recording::recordingId))
                .limit(limit)
                .toList());
    }

    private static Optional<Long> number(Request request, String name) {
        try {
            return request.query(name).map(Long::valueOf);
        } catch (NumberFormatException words) {
            throw Refused.field(Why.INVALID, name, "request.bad-parameter", "must be a number");
        }
    }

    private Answer audio(Request request) {
        Recording recording = recording(request);
        byte[] wav =
                Optional.ofNullable(recording.objectKey()).flatMap(sounds::find).orElseThrow(() -> noSound(recording));
        return new Answer.Whole(200, WAV, wav, Map.of("Cache-Control", "private, no-store"));
    }

    private Answer link(Request request) {
        Recording recording = recording(request);
        return Links.to(sounds, recording.objectKey(), () -> noSound(recording));
    }

    private Recording recording(Request request) {
        String id = request.path("id");
        return views.recordings(request.account()).stream()
                .filter(it -> it.recordingId().equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("recording " + id));
    }

    private static Refused noSound(Recording recording) {
        return Refused.notFound("sound of recording " + recording.recordingId() + " where this process looks for it");
    }

    private Answer erase(Request request) {
        String id = request.path("id");
        if (!ask(request, Verb.ERASE, id).accepted()) {
            throw Refused.notFound("finished recording " + id);
        }
        return Answer.nothing();
    }
}
