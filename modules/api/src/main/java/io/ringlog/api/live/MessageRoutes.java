package io.ringlog.api.live;

import io.ringlog.api.port.Brain;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.LiveViews;
import io.ringlog.api.port.LiveViews.LiveMailbox;
import io.ringlog.api.port.LiveViews.Message;
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
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.MessageActed;
import io.ringlog.domain.journal.MessageActed.Verb;
import io.ringlog.domain.journal.VoicemailEvent.Status;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The messages of mailboxes: how many there are, what was said, and what is done with them. */
public final class MessageRoutes implements RouteGroup {

    private static final String MESSAGES = "/v1/voicemails/{id}/messages";
    private static final String MESSAGE = MESSAGES + "/{message}";
    private static final String RESOURCE = "voicemail";
    private static final String WAV = "audio/wav";

    /** How many messages a mailbox has. */
    record MailboxNow(
            String voicemailId, String name, int newMessages, int heardMessages, int deletedMessages, long sizeBytes) {}

    /** What a message shall be; a deleted one is taken back. */
    record MessageMark(Status status) {}

    private final LiveViews views;
    private final Brain brain;
    private final Recordings recordings;
    private final Rows rows;

    public MessageRoutes(LiveViews views, Brain brain, Recordings recordings, Configuration configuration) {
        this.views = views;
        this.brain = brain;
        this.recordings = recordings;
        this.rows = new Rows(configuration);
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get(
                                "listLiveVoicemails",
                                "/v1/voicemails/live",
                                "How many messages each mailbox has now.",
                                this::mailboxes)
                        .needs(Scope.VOICEMAIL)
                        .answers(Schemas.rows(Schemas.named("LiveVoicemail", MailboxNow.class))))
                .add(Route.get(
                                "listMessages",
                                MESSAGES,
                                "The messages of a mailbox, oldest first, deleted ones too.",
                                this::messages)
                        .needs(Scope.VOICEMAIL)
                        .answers(Schemas.rows(Schemas.named("VoicemailMessage", Message.class))))
                .add(Route.of(
                                "markMessage",
                                Method.PATCH,
                                MESSAGE,
                                "Marks a message heard or new; takes a deleted one back.",
                                this::mark)
                        .needs(Scope.VOICEMAIL)
                        .takes(Schemas.of(MessageMark.class))
                        .answersNothing())
                .add(Route.of(
                                "deleteMessage",
                                Method.DELETE,
                                MESSAGE,
                                "Deletes a message; it can be taken back for the keep_deleted_days of its mailbox.",
                                this::delete)
                        .needs(Scope.VOICEMAIL)
                        .answersNothing());
        addSounds(table);
    }

    private void addSounds(RouteTable table) {
        table.add(Route.get(
                                "getMessageAudio",
                                MESSAGE + "/audio",
                                "What was said, a WAV file (8 kHz, mono, 16-bit PCM).",
                                this::audio)
                        .needs(Scope.VOICEMAIL)
                        .answers(200, WAV, Schemas.text().put("contentMediaType", WAV)))
                .add(Route.get(
                                "linkMessage",
                                MESSAGE + "/link",
                                "A link to the sound, which opens it without a key until it expires.",
                                this::link)
                        .needs(Scope.VOICEMAIL)
                        .answers(Schemas.named("Link", Recordings.Link.class)));
    }

    private Answer mailboxes(Request request) {
        Map<String, LiveMailbox> filled = new TreeMap<>();
        views.mailboxes(request.account()).forEach(it -> filled.put(it.voicemailId(), it));
        return Answer.rows(rows.all(RESOURCE, request.account(), Map.of()).stream()
                .map(row -> now(
                        row.path("id").asText(),
                        row.path("name").asText(),
                        filled.get(row.path("id").asText())))
                .toList());
    }

    private static MailboxNow now(String id, String name, @Nullable LiveMailbox it) {
        return it == null
                ? new MailboxNow(id, name, 0, 0, 0, 0)
                : new MailboxNow(id, name, it.newMessages(), it.heardMessages(), it.deletedMessages(), it.sizeBytes());
    }

    private Answer messages(Request request) {
        return Answer.rows(of(request));
    }

    private Answer link(Request request) {
        Message message = message(request);
        return Links.to(recordings, message.objectKey(), () -> noSound(message));
    }

    private Message message(Request request) {
        String id = request.path("message");
        return of(request).stream()
                .filter(it -> it.messageId().equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("message " + id));
    }

    private static Refused noSound(Message message) {
        return Refused.notFound("sound of message " + message.messageId() + " where this process looks for it");
    }

    private Answer audio(Request request) {
        Message message = message(request);
        byte[] wav = recordings.find(message.objectKey()).orElseThrow(() -> noSound(message));
        return new Answer.Whole(200, WAV, wav, Map.of("Cache-Control", "private, no-store"));
    }

    private Answer mark(Request request) {
        Status status =
                ActionRoutes.required("status", request.body(MessageMark.class).status());
        return act(request, status == Status.NEW ? Verb.NEW : Verb.HEARD);
    }

    private Answer delete(Request request) {
        return act(request, Verb.DELETE);
    }

    private Answer act(Request request, Verb verb) {
        String box = mailbox(request);
        String message = request.path("message");
        Reply reply = brain.ask(
                request.account(), (id, replyTo) -> new MessageActed(id, replyTo, box, message, verb, request.actor()));
        if (!reply.accepted()) {
            throw Refused.notFound("message " + message);
        }
        return Answer.nothing();
    }

    private List<Message> of(Request request) {
        String box = mailbox(request);
        return views.mailboxes(request.account()).stream()
                .filter(it -> it.voicemailId().equals(box))
                .flatMap(it -> it.messages().stream())
                .toList();
    }

    /** A mailbox of the account, by id or name; one of another account is none. */
    private String mailbox(Request request) {
        String given = request.path("id");
        String id = rows.id(RESOURCE, request.account(), given);
        boolean known = rows.all(RESOURCE, request.account(), Map.of()).stream()
                .anyMatch(row -> row.path("id").asText().equals(id));
        if (!known) {
            throw Refused.notFound("voicemail " + given);
        }
        return id;
    }
}
