package io.ringlog.api.live;

import io.ringlog.api.port.Recordings;
import io.ringlog.api.port.Recordings.Signed;
import io.ringlog.api.port.Refused;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import java.util.Map;

/** Hands a sound out to whoever has a link to it, without a key; where sounds lie in a bucket that does so itself. */
public final class LinkRoutes implements RouteGroup {

    private static final String WAV = "audio/wav";

    private final Recordings sounds;

    public LinkRoutes(Recordings sounds) {
        this.sounds = sounds;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get(
                        "followLink",
                        Recordings.LINKS + "{account}/{name}",
                        "The sound of a recording or message, for whoever has a link to it that has not expired.",
                        this::follow)
                .openToFew()
                .query(Recordings.EXPIRES, "as the link says", Schemas.text())
                .query(Recordings.SIGNATURE, "as the link says", Schemas.text())
                .answers(200, WAV, Schemas.text().put("contentMediaType", WAV)));
    }

    /** What is not ours is not told from what is not there. */
    private Answer follow(Request request) {
        String key = request.path("account") + "/" + request.path("name");
        Signed link = new Signed(
                key,
                request.query(Recordings.EXPIRES).orElse(""),
                request.query(Recordings.SIGNATURE).orElse(""));
        byte[] wav = sounds.follow(link).orElseThrow(() -> Refused.notFound("sound of this link"));
        return new Answer.Whole(200, WAV, wav, Map.of("Cache-Control", "private, no-store"));
    }
}
