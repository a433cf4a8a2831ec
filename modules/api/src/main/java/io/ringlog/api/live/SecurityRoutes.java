package io.ringlog.api.live;

import io.ringlog.api.port.Brain;
import io.ringlog.api.port.LiveViews;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.SecurityActed.BanAsked;
import io.ringlog.domain.journal.SecurityActed.LiftAsked;
import io.ringlog.wire.Network;
import org.jspecify.annotations.Nullable;

/** Whom the edges do not listen to; for whoever runs the platform. */
public final class SecurityRoutes implements RouteGroup {

    private static final int LONGEST_SEC = 31 * 24 * 3_600;
    private static final int LONGEST_REASON = 255;
    private static final int WIDTH_V4 = 32;

    /** Whoever means more of the Internet has made a mistake. */
    private static final int WIDEST_V4 = 16;

    private static final int WIDEST_V6 = 32;
    private static final int NARROWEST_V6 = 64;

    /**
     * A network not to listen to.
     *
     * @param network an address or a block; of IPv6 a /64 at least
     * @param seconds how long; the longest ban of the platform when left out
     */
    record BanWanted(String network, @Nullable Integer seconds, String reason) {}

    /** Why a ban is to end. */
    record LiftWanted(String reason) {}

    private final LiveViews views;
    private final Brain brain;

    public SecurityRoutes(LiveViews views, Brain brain) {
        this.views = views;
        this.brain = brain;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get(
                                "listBans",
                                "/v1/security/bans",
                                "Networks that no edge listens to, and how much was dropped; for the platform's key.",
                                this::list)
                        .needs(Scope.CONFIG)
                        .ofTheKey()
                        .answers(Schemas.rows(Schemas.named("Ban", LiveViews.Banned.class))))
                .add(Route.post(
                                "banNetwork",
                                "/v1/security/bans",
                                "Has no edge listen to a network; for the platform's key, the actor in the log.",
                                this::ban)
                        .needs(Scope.CONFIG)
                        .ofTheKey()
                        .takes(Schemas.of(BanWanted.class))
                        .answers(Schemas.named("Decision", ActionRoutes.Decided.class)))
                .add(Route.post(
                                "liftBan",
                                "/v1/security/bans/{id}/lift",
                                "Ends a ban; for the platform's key, which is the actor in the log.",
                                this::lift)
                        .needs(Scope.CONFIG)
                        .ofTheKey()
                        .takes(Schemas.of(LiftWanted.class))
                        .answers(Schemas.named("Decision", ActionRoutes.Decided.class)));
    }

    private static void platform(Request request) {
        if (!request.key().platform()) {
            throw Refused.of(Why.FORBIDDEN, "only the platform's key may");
        }
    }

    private Answer list(Request request) {
        platform(request);
        return Answer.rows(views.bans());
    }

    private Answer ban(Request request) {
        BanWanted wanted = request.body(BanWanted.class);
        platform(request);
        String network = network(ActionRoutes.required("network", wanted.network()));
        Integer seconds = wanted.seconds();
        if (seconds != null && (seconds < 1 || seconds > LONGEST_SEC)) {
            throw Refused.field(Why.INVALID, "seconds", "request.out-of-range", "must be 1 to " + LONGEST_SEC);
        }
        String reason = reason(wanted.reason());
        Reply reply = brain.ask(
                JournalRecord.PLATFORM,
                (id, replyTo) -> new BanAsked(id, replyTo, network, seconds, reason, request.actor()));
        return ActionRoutes.decided(brain, reply);
    }

    /** As edges write it: of IPv6, one address stands for its network. */
    private static String network(String given) {
        Network network =
                Network.parse(given).orElseThrow(() -> bad("is neither an IP address nor a block like 192.0.2.0/24"));
        boolean v4 = network.width() == WIDTH_V4;
        int widest = v4 ? WIDEST_V4 : WIDEST_V6;
        if (network.bits() < widest) {
            throw bad("is wider than /" + widest);
        }
        if (network.bits() < network.width() && !network.isWhole()) {
            throw bad("does not begin with the first address of its block");
        }
        return v4 || network.bits() <= NARROWEST_V6
                ? network.text()
                : network.within(NARROWEST_V6).text();
    }

    private static Refused bad(String why) {
        return Refused.field(Why.INVALID, "network", "request.bad-network", why);
    }

    private static String reason(@Nullable String given) {
        String reason = ActionRoutes.required("reason", given);
        if (reason.length() > LONGEST_REASON) {
            throw Refused.field(Why.INVALID, "reason", "request.too-long", "is longer than 255 characters");
        }
        return reason;
    }

    private Answer lift(Request request) {
        LiftWanted wanted = request.body(LiftWanted.class);
        platform(request);
        String reason = reason(wanted.reason());
        String ban = request.path("id");
        Reply reply = brain.ask(
                JournalRecord.PLATFORM, (id, replyTo) -> new LiftAsked(id, replyTo, ban, reason, request.actor()));
        return ActionRoutes.decided(brain, reply);
    }
}
