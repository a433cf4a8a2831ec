package io.ringlog.api.live;

import io.ringlog.api.port.Brain;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.LiveViews;
import io.ringlog.api.port.LiveViews.LiveCall;
import io.ringlog.api.port.LiveViews.LiveLeg;
import io.ringlog.api.port.LiveViews.Seat;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Rows;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import io.ringlog.domain.journal.ConferenceActed;
import io.ringlog.domain.journal.ConferenceActed.Act;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.Party;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who is in a conference, and what can be done to its members and to the room. */
public final class ConferenceRoutes implements RouteGroup {

    /**
     * A member, named by its call.
     *
     * @param speaks whether it is the one who is heard
     * @param talks whether it hears others; if not, music
     * @param held whether its phone has put the conference on hold
     */
    record Member(
            String callId,
            String legId,
            Party party,
            String fromNum,
            boolean moderator,
            boolean muted,
            boolean speaks,
            boolean talks,
            boolean held,
            Instant since) {}

    private final LiveViews views;
    private final Brain brain;
    private final Configuration configuration;
    private final Rows rows;

    public ConferenceRoutes(LiveViews views, Brain brain, Configuration configuration) {
        this.views = views;
        this.brain = brain;
        this.configuration = configuration;
        this.rows = new Rows(configuration);
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get(
                                "listConferenceMembers",
                                "/v1/conferences/{id}/members",
                                "Who is in a conference now, the first to come first.",
                                this::members)
                        .needs(Scope.CALLS)
                        .answers(Schemas.rows(Schemas.named("ConferenceMember", Member.class))))
                .add(toMember("mute", Act.MUTE, "Lets the others of a conference hear a member no more"))
                .add(toMember("unmute", Act.UNMUTE, "Lets the others of a conference hear a member again"))
                .add(toMember("kick", Act.KICK, "Sends a member of a conference away"))
                .add(toRoom("lock", Act.LOCK, "Lets nobody else but moderators into a conference"))
                .add(toRoom("unlock", Act.UNLOCK, "Lets everybody into a conference again"))
                .add(toRoom("end", Act.END, "Sends all members of a conference away"));
    }

    private Route toMember(String verb, Act act, String story) {
        return post(verb + "ConferenceMember", "/v1/conferences/{id}/members/{call}/" + verb, story, act);
    }

    private Route toRoom(String verb, Act act, String story) {
        return post(verb + "Conference", "/v1/conferences/{id}/" + verb, story, act);
    }

    private Route post(String operation, String path, String story, Act act) {
        return Route.post(operation, path, story + "; the key is the actor in the log.", request -> act(request, act))
                .needs(Scope.CALLS)
                .answers(Schemas.named("Decision", ActionRoutes.Decided.class));
    }

    private Answer act(Request request, Act act) {
        String conference = rows.id("conference", request.account(), request.path("id"));
        boolean toMember = act == Act.MUTE || act == Act.UNMUTE || act == Act.KICK;
        String call = toMember ? request.path("call") : null;
        Reply reply = brain.ask(
                request.account(),
                (id, replyTo) -> new ConferenceActed(id, replyTo, conference, act, call, request.actor()));
        return ActionRoutes.decided(brain, reply);
    }

    private Answer members(Request request) {
        String conference = rows.id("conference", request.account(), request.path("id"));
        if (configuration.find("conference", request.account(), conference).isEmpty()) {
            throw Refused.notFound("conference " + request.path("id"));
        }
        List<Member> members = views.calls(request.account()).stream()
                .flatMap(call -> member(call, conference).stream())
                .sorted(Comparator.comparing(Member::since).thenComparing(Member::callId))
                .toList();
        return Answer.rows(members);
    }

    private static Optional<Member> member(LiveCall call, String conference) {
        Seat seat = call.conference();
        return seat == null || !seat.conferenceId().equals(conference)
                ? Optional.empty()
                : call.legs().stream()
                        .filter(leg -> leg.legId().equals(seat.legId()))
                        .map(leg -> member(call, leg, seat))
                        .findFirst();
    }

    private static Member member(LiveCall call, LiveLeg leg, Seat seat) {
        return new Member(
                call.callId(),
                leg.legId(),
                leg.party(),
                call.fromNum(),
                seat.moderator(),
                seat.muted(),
                seat.speaks(),
                leg.talkId() != null,
                leg.held(),
                seat.since());
    }
}
