package io.ringlog.api.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.ringlog.api.ApiConfig;
import io.ringlog.api.port.Keys;
import io.ringlog.api.port.Keys.Key;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.Sessions;
import io.ringlog.api.port.Tenants;
import io.ringlog.api.route.Access;
import io.ringlog.api.route.RateLimit;
import io.ringlog.api.route.Route;
import io.ringlog.api.session.SessionCookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who asks and for which account; what does not pass here is never seen by a route. */
final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private static final String BEARER = "Bearer ";
    private static final int RETRY_AFTER_SEC = 1;
    private static final int REMEMBERED = 10_000;

    private final ApiConfig config;
    private final Keys keys;
    private final Sessions sessions;
    private final Tenants tenants;
    private final RateLimit rates;
    private final RateLimit strangers;

    Gate(ApiConfig config, Doors doors, Tenants tenants, InstantSource clock) {
        this.config = config;
        this.keys = doors.keys();
        this.sessions = doors.sessions();
        this.tenants = tenants;
        this.rates = new RateLimit(config.ratePerSec(), config.burst(), REMEMBERED, clock);
        this.strangers = new RateLimit(config.strangersPerSec(), config.strangersBurst(), REMEMBERED, clock);
    }

    Admitted admit(Context context, Route route) {
        if (route.access() instanceof Access.Open(boolean counted)
                && counted
                && !strangers.take(Sender.of(context).bucket())) {
            throw tooStrange(context);
        }
        Optional<Asking> asking =
                route.access() instanceof Access.Open ? Optional.empty() : Optional.of(asking(context));
        asking.ifPresent(it -> within(it, route));
        context.queryParamMap().keySet().stream()
                .filter(name -> !route.queryNames().contains(name))
                .findFirst()
                .ifPresent(Gate::refuseParameter);
        String account = route.tenant()
                ? account(context, asking)
                : asking.map(it -> it.key().accountId()).orElse("");
        var admitted =
                new Admitted(context, asking, account, body(context), () -> isStillOpen(context, route, account));
        if (route.body() == null && route.method() == Route.Method.POST) {
            admitted.refuseFields();
        }
        return admitted;
    }

    /** Asks once more for what goes on for long: a key is revoked, a session ends, a role changes. */
    private boolean isStillOpen(Context context, Route route, String account) {
        try {
            Asking now = asking(context);
            boolean may = !(route.access() instanceof Access.Scoped(var scope)) || now.may(scope, false);
            return may && account(context, Optional.of(now)).equals(account);
        } catch (Refused over) {
            LOG.debug("a request that went on was ended: {}", over.getMessage());
            return false;
        }
    }

    /** A key goes before a session: it is never sent by itself. */
    private Asking asking(Context context) {
        String given = context.header("x-api-key");
        String bearer = context.header("Authorization");
        if (given == null && bearer != null && bearer.startsWith(BEARER)) {
            given = bearer.substring(BEARER.length());
        }
        String secret = context.cookie(SessionCookie.NAME);
        if (given == null && secret != null) {
            return bySession(context, secret);
        }
        if (given == null) {
            throw stranger(context, "send a key as x-api-key or as a bearer token");
        }
        return keys.find(given)
                .map(Asking::by)
                .orElseThrow(() -> stranger(context, "the key is unknown or revoked, or its account is not active"));
    }

    /** A browser sends the cookie with requests that other sites make, but never the token. */
    private Asking bySession(Context context, String secret) {
        Asking asking = sessions.find(secret)
                .map(Asking::by)
                .orElseThrow(() -> stranger(context, "the session is unknown or over"));
        if (!context.method().equals(HandlerType.GET)
                && !SessionCookie.isToken(context.header(SessionCookie.TOKEN), secret)) {
            throw Refused.decided(
                    Why.FORBIDDEN,
                    "auth.csrf-token-missing",
                    "a change by a session needs its csrf_token in the header " + SessionCookie.TOKEN);
        }
        return asking;
    }

    /** Only failures are counted, so that a good key behind the same address is never shut out. */
    private Refused stranger(Context context, String why) {
        if (!strangers.take(Sender.of(context).bucket())) {
            return tooStrange(context);
        }
        // Neither the key nor the path, which are the stranger's own words; how often is bounded as the answers are.
        LOG.info("a request from {} was refused: {}", Sender.of(context).address(), why);
        return Refused.of(Why.UNAUTHENTICATED, why);
    }

    private static Refused tooStrange(Context context) {
        return Refused.tooMany(
                "too many requests without a valid key came from "
                        + Sender.of(context).address(),
                RETRY_AFTER_SEC);
    }

    private void within(Asking asking, Route route) {
        if (!rates.take(asking.key().id())) {
            throw Refused.tooMany("the key may ask " + config.ratePerSec() + " times a second", RETRY_AFTER_SEC);
        }
        boolean change = route.method() != Route.Method.GET;
        if (route.access() instanceof Access.Scoped(var scope) && !asking.may(scope, change)) {
            throw Refused.of(
                    Why.FORBIDDEN,
                    asking.session().isEmpty()
                            ? "the key lacks the scope " + scope.word()
                            : "the role does not open " + scope.word() + (change ? " for changes" : ""));
        }
    }

    /** A foreign account is as absent as one that never was: a key must not learn which ids exist. */
    private String account(Context context, Optional<Asking> asking) {
        Asking who = asking.orElseThrow();
        Key key = who.key();
        String named = context.queryParam(Route.ACCOUNT);
        if (named == null && key.platform()) {
            throw Refused.field(
                    Why.INVALID, Route.ACCOUNT, "request.required", "is required: a platform key has no own account");
        }
        String account = named == null ? key.accountId() : named;
        boolean own = account.equals(key.accountId());
        String root = key.platform() ? account : key.accountId();
        if (!own && !(who.opensBelow() && tenants.isWithin(account, root))) {
            throw Refused.notFound("account " + account);
        }
        return account;
    }

    private byte[] body(Context context) {
        try {
            byte[] body = context.bodyInputStream().readNBytes(config.bodyLimit() + 1);
            if (body.length > config.bodyLimit()) {
                throw Refused.of(Why.TOO_LARGE, "the body may have " + config.bodyLimit() + " bytes");
            }
            return body;
        } catch (IOException gone) {
            throw new UncheckedIOException("the client left while sending", gone);
        }
    }

    private static void refuseParameter(String name) {
        throw Refused.field(Why.INVALID, name, "request.unknown-parameter", "is not a parameter of this call");
    }
}
