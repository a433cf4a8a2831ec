package io.ringlog.api.config;

import io.ringlog.api.port.Media;
import io.ringlog.api.port.Refused;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.Route.Method;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;

/** The sounds of an account: listed with the built-in ones, brought and taken away. */
public final class MediaRoutes implements RouteGroup {

    private static final String PATH = "/v1/media";
    private static final String WAV = "audio/wav";

    private final Media media;

    public MediaRoutes(Media media) {
        this.media = media;
    }

    @Override
    public void add(RouteTable table) {
        var sound = Schemas.of(Media.Sound.class);
        table.add(Route.get("listSounds", PATH, "The sounds of the account, and those that are built in.", this::list)
                        .needs(Scope.CONFIG)
                        .answers(Schemas.rows(sound)))
                .add(Route.of(
                                "putSound",
                                Method.PUT,
                                PATH + "/{id}",
                                "Keeps a sound under an id: WAV of any rate; MP3, M4A, Ogg or FLAC where ffmpeg is.",
                                this::put)
                        .needs(Scope.CONFIG)
                        .takes(Schemas.text().put("contentMediaType", WAV))
                        .answers(sound))
                .add(Route.of(
                                "deleteSound",
                                Method.DELETE,
                                PATH + "/{id}",
                                "Removes a sound of the account.",
                                this::remove)
                        .needs(Scope.CONFIG)
                        .answersNothing());
    }

    private Answer list(Request request) {
        return Answer.rows(media.list(request.account()));
    }

    private Answer put(Request request) {
        return Answer.ok(media.put(request.account(), request.path("id"), request.bytes()));
    }

    private Answer remove(Request request) {
        String id = request.path("id");
        if (!media.remove(request.account(), id)) {
            throw Refused.notFound("sound " + id);
        }
        return Answer.nothing();
    }
}
