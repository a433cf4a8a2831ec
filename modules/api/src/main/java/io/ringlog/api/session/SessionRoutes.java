package io.ringlog.api.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.api.port.Keys;
import io.ringlog.api.port.Keys.Key;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.Sessions;
import io.ringlog.api.port.Sessions.Newcomer;
import io.ringlog.api.port.Sessions.Opened;
import io.ringlog.api.port.Sessions.Session;
import io.ringlog.api.port.Sessions.SessionPerson;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.Route.Method;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logging in and out, and the very first person. */
public final class SessionRoutes implements RouteGroup {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRoutes.class);

    private static final String PATH = "/v1/session";
    private static final String FIRST = "/v1/first-person";
    private static final String COOKIE = "Set-Cookie";
    /** In bytes; RFC 5321 lets an address be no longer. */
    private static final int LONGEST_EMAIL = 254;

    /** In bytes, of 255 characters. */
    private static final int LONGEST_TEXT = 1_020;

    private static final String KEY = "x-api-key";
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    /** What somebody logs in with. */
    record LogIn(String email, String password) {}

    /** The word of a link. */
    record LinkGiven(String link) {}

    /** The platform's first person. */
    record FirstPerson(String email, String name, String password) {}

    /** Whether the first person may be made from here, and is missing. */
    record FirstPersonWanted(boolean wanted) {}

    /** A password in place of another. */
    record PasswordChange(String password, String newPassword) {}

    /**
     * Who is logged in.
     *
     * @param scopes what the role opens
     * @param changes in which of them it may change something
     * @param csrfToken for the header x-csrf-token of what changes something
     * @param expiresAt epoch milliseconds
     */
    record LoggedIn(
            String id,
            SessionPerson person,
            List<String> scopes,
            List<String> changes,
            String csrfToken,
            long expiresAt) {}

    private final Sessions sessions;
    private final Keys keys;
    private final Attempts attempts;

    /** @param keys where the platform's key is known, without which nobody is the first */
    public SessionRoutes(Sessions sessions, Keys keys) {
        this.sessions = sessions;
        this.keys = keys;
        this.attempts = new Attempts(InstantSource.system());
    }

    @Override
    public void add(RouteTable table) {
        var shown = Schemas.of(LoggedIn.class);
        table.add(Route.post("logIn", PATH, "Logs somebody in; the session comes as a cookie.", this::logIn)
                        .openToFew()
                        .takes(Schemas.of(LogIn.class))
                        .answers(201, Answer.JSON, shown))
                .add(Route.post(
                                "logInByLink",
                                PATH + "/link",
                                "Logs somebody in by a link that is good once, on this very machine.",
                                this::byLink)
                        .openToFew()
                        .takes(Schemas.of(LinkGiven.class))
                        .answers(201, Answer.JSON, shown))
                .add(Route.get("getSession", PATH, "Who is logged in, and what they may do.", this::read)
                        .ofTheKey()
                        .answers(shown))
                .add(Route.of("logOut", Method.DELETE, PATH, "Ends the session.", this::logOut)
                        .ofTheKey()
                        .answersNothing())
                .add(Route.post(
                                "changePassword",
                                PATH + "/password",
                                "Gives whoever is logged in another password, and ends all their sessions.",
                                this::changePassword)
                        .ofTheKey()
                        .takes(Schemas.of(PasswordChange.class))
                        .answersNothing());
        addFirst(table);
    }

    private void addFirst(RouteTable table) {
        table.add(Route.get(
                                "getFirstPerson",
                                FIRST,
                                "Whether the platform's first person may be made, on this very machine.",
                                request -> Answer.ok(new FirstPersonWanted(isWanted(request))))
                        .open()
                        .answers(Schemas.of(FirstPersonWanted.class)))
                .add(Route.post(
                                "createFirstPerson",
                                FIRST,
                                "Makes the platform's first person, on this very machine, with its key; logs them in.",
                                this::first)
                        .openToFew()
                        .header(KEY, "the platform's key")
                        .takes(Schemas.of(FirstPerson.class))
                        .answers(201, Answer.JSON, Schemas.of(LoggedIn.class)));
    }

    private Answer logIn(Request request) {
        refuseForms(request);
        LogIn given = request.body(LogIn.class);
        return logIn(request, email(given.email()), said("password", given.password()));
    }

    private Answer logIn(Request request, String email, String password) {
        if (!request.confidential()) {
            throw Refused.decided(
                    Why.FORBIDDEN, "session.in-the-clear", "passwords are sent by HTTPS alone, except on this machine");
        }
        Opened opened = attempts.attempt(
                        email,
                        request.bucket(),
                        () -> sessions.open(email.toLowerCase(Locale.ROOT), password, request.address()))
                .orElseThrow(() -> wrong(request));
        return entered(request, opened);
    }

    /** What stands in a terminal of this machine is good on this machine alone. */
    private Answer byLink(Request request) {
        refuseForms(request);
        String link = said("link", request.body(LinkGiven.class).link());
        if (!isDirect(request)) {
            throw Refused.decided(
                    Why.FORBIDDEN, "session.link-elsewhere", "a link is good on the machine that made it alone");
        }
        Opened opened = sessions.enter(link, request.address())
                .orElseThrow(() -> Refused.decided(
                        Why.UNAUTHENTICATED, "session.link-over", "the link is unknown, was used or is over"));
        return entered(request, opened);
    }

    private Answer entered(Request request, Opened opened) {
        String cookie = SessionCookie.set(opened.secret(), sessions.longestSec(), request.byTls());
        return Answer.of(201, shown(opened.session(), opened.secret()), uncached(cookie));
    }

    /** The address alone: what was typed as a name may be a password. */
    private static Refused wrong(Request request) {
        LOG.info("a log-in from {} was refused", request.address());
        return Refused.decided(Why.UNAUTHENTICATED, "session.refused", "the address or the password is wrong");
    }

    private Answer read(Request request) {
        return Answer.of(200, shown(session(request), secret(request)), Map.of("Cache-Control", "no-store"));
    }

    private Answer logOut(Request request) {
        sessions.end(session(request).id(), request.actor());
        return forgotten(request);
    }

    private Answer changePassword(Request request) {
        PasswordChange given = request.body(PasswordChange.class);
        String before = said("password", given.password());
        String now = said("new_password", given.newPassword());
        SessionPerson person = session(request).person();
        boolean changed = attempts.attempt(
                person.email(), request.bucket(), () -> sessions.changePassword(person, before, now, request.actor()));
        if (!changed) {
            throw Refused.field(Why.INVALID, "password", "session.wrong-password", "is not the password");
        }
        return forgotten(request);
    }

    private Answer first(Request request) {
        FirstPerson given = request.body(FirstPerson.class);
        var newcomer =
                new Newcomer(email(given.email()), said("name", given.name()), said("password", given.password()));
        refuseWithoutKey(request);
        if (!isWanted(request) || !sessions.first(newcomer)) {
            throw Refused.decided(
                    Why.CONFLICT, "session.not-first", "there are people already, or this is not their machine");
        }
        return logIn(request, newcomer.email(), newcomer.password());
    }

    /** Where a request came from proves nothing behind a proxy; who reads the key may do everything already. */
    private void refuseWithoutKey(Request request) {
        boolean proved = request.header(KEY)
                .flatMap(keys::find)
                .filter(Key::platform)
                .filter(it -> it.scopes().contains(Scope.EVERYTHING))
                .isPresent();
        if (!proved) {
            throw Refused.decided(
                    Why.UNAUTHENTICATED,
                    "session.first-needs-key",
                    "the first person is made with the platform's key as " + KEY + "; it stands in platform.key");
        }
    }

    /** A proxy in front of us, or a name that somebody points at this machine, is not this machine. */
    private static boolean isDirect(Request request) {
        String host = request.header("Host").orElse("").replaceFirst(":[0-9]+$", "");
        boolean direct = request.header("X-Forwarded-For").isEmpty()
                && request.header("Forwarded").isEmpty()
                && request.header("Via").isEmpty();
        return direct && LOCAL_NAMES.contains(host) && request.isFromHere();
    }

    private boolean isWanted(Request request) {
        return isDirect(request) && sessions.isNobodyThere();
    }

    /** A page of another site can send forms, but not JSON without asking us first (CORS). */
    private static void refuseForms(Request request) {
        boolean json = request.header("Content-Type")
                .map(it -> it.toLowerCase(Locale.ROOT).startsWith(Answer.JSON))
                .orElse(false);
        if (!json) {
            throw Refused.decided(Why.BAD_REQUEST, "session.not-json", "the Content-Type must be " + Answer.JSON);
        }
    }

    private static Session session(Request request) {
        return request.session().orElseThrow(() -> Refused.notFound("session: it came with a key"));
    }

    private static String secret(Request request) {
        return request.cookie(SessionCookie.NAME).orElseThrow();
    }

    private Answer forgotten(Request request) {
        String cookie = SessionCookie.forget(request.byTls());
        return new Answer.Whole(204, Answer.JSON, new byte[0], uncached(cookie));
    }

    private static Map<String, String> uncached(String cookie) {
        return Map.of(COOKIE, cookie, "Cache-Control", "no-store");
    }

    private static LoggedIn shown(Session session, String secret) {
        Role role = Role.named(session.person().role()).orElseThrow();
        return new LoggedIn(
                session.id(),
                session.person(),
                List.copyOf(role.reads()),
                List.copyOf(role.changes()),
                SessionCookie.token(secret),
                session.expiresAt());
    }

    private static String email(@Nullable String given) {
        return said("email", given, LONGEST_EMAIL);
    }

    private static String said(String field, @Nullable String value) {
        return said(field, value, LONGEST_TEXT);
    }

    /** Jackson leaves null where a field is missing; what is long is refused before it is counted or proved. */
    private static String said(String field, @Nullable String value, int most) {
        if (value == null) {
            throw Refused.field(Why.INVALID, field, "request.required", "is required");
        }
        if (value.getBytes(UTF_8).length > most) {
            throw Refused.field(Why.INVALID, field, "request.too-long", "is longer than " + most + " bytes");
        }
        return value;
    }
}
