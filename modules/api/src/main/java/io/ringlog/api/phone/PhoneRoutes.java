package io.ringlog.api.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.api.port.Phones;
import io.ringlog.api.port.Phones.Model;
import io.ringlog.api.port.Phones.Settings;
import io.ringlog.api.port.Phones.Terms;
import io.ringlog.api.port.Phones.Token;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes tokens for phones, and gives whoever comes with one the settings of its phone. */
public final class PhoneRoutes implements RouteGroup {

    private static final int HOUR = 3_600;
    private static final int LONGEST = 7 * 24 * HOUR;
    private static final int LARGEST_PORT = 65_535;
    private static final String FILES = "/provision/";

    /** Matches what is asked of a name or address with a port, so that it cannot end its line or element. */
    private static final String SERVER = "([A-Za-z0-9.-]{1,253}|\\[[0-9a-fA-F:.]{2,45}])(:[0-9]{1,5})?";

    /**
     * What is wanted for a device.
     *
     * @param server where the phone finds us, {@code host} or {@code host:port}
     * @param expiresInSec how long the token is good, an hour when nobody says
     */
    record PhoneSetup(Model model, String server, @Nullable Integer expiresInSec) {}

    /** The token is shown this once; {@code path} is where the phone fetches its file. */
    record PhoneToken(String token, String path, Instant expiresAt) {}

    private final Phones phones;

    public PhoneRoutes(Phones phones) {
        this.phones = phones;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.post(
                                "setUpDevice",
                                "/v1/devices/{id}/provisioning",
                                "Makes a token by which a phone fetches its settings, with a new password.",
                                this::issue)
                        .needs(Scope.CONFIG)
                        .takes(Schemas.of(PhoneSetup.class))
                        .answers(201, Answer.JSON, Schemas.of(PhoneToken.class)))
                .add(Route.get(
                                "fetchPhoneSettings",
                                FILES + "{token}/{file}",
                                "The settings of a phone, once, for whoever has its token.",
                                this::fetch)
                        .openToFew()
                        .answers(200, "text/plain", Schemas.text())
                        .answers(200, "application/xml", Schemas.text()));
    }

    private Answer issue(Request request) {
        PhoneSetup wanted = request.body(PhoneSetup.class);
        Model model = said("model", wanted.model());
        String server = said("server", wanted.server());
        if (!isServer(server)) {
            throw Refused.field(Why.INVALID, "server", "config.bad-host", "must be a host, with a port if need be");
        }
        Integer asked = wanted.expiresInSec();
        int seconds = asked == null ? HOUR : asked;
        if (seconds < 1 || seconds > LONGEST) {
            throw Refused.field(Why.INVALID, "expires_in_sec", "request.out-of-range", "must be 1 to " + LONGEST);
        }
        Terms terms = new Terms(model, server, Duration.ofSeconds(seconds));
        Token token = phones.issue(request.account(), request.path("id"), terms, request.actor());
        String path = FILES + token.token() + "/" + PhoneFile.name(model);
        return Answer.of(
                201, new PhoneToken(token.token(), path, token.expiresAt()), Map.of("Cache-Control", "no-store"));
    }

    /** A name that is not that of the settings uses nothing up: some phones ask for other files first. */
    private Answer fetch(Request request) {
        String token = request.path("token");
        Model model = phones.find(token).orElseThrow(() -> Refused.notFound("phone that is set up so"));
        if (!PhoneFile.isName(model, request.path("file"))) {
            throw Refused.notFound("such file for this phone");
        }
        if (!request.confidential()) {
            phones.spoil(token);
            throw Refused.decided(
                    Why.FORBIDDEN,
                    "phone.in-the-clear",
                    "settings are fetched by HTTPS alone; this token is no good now");
        }
        Settings phone = phones.take(token)
                .orElseThrow(() -> Refused.decided(
                        Why.GONE, "phone.token-used", "the token was used or its time is over: make another"));
        return new Answer.Whole(
                200,
                PhoneFile.mediaType(phone.model()),
                PhoneFile.text(phone).getBytes(UTF_8),
                Map.of("Cache-Control", "no-store"));
    }

    private static boolean isServer(String server) {
        int colon = server.lastIndexOf(':');
        boolean hasPort = colon > server.lastIndexOf(']');
        return server.matches(SERVER) && (!hasPort || isPort(Integer.parseInt(server.substring(colon + 1))));
    }

    private static boolean isPort(int number) {
        return number > 0 && number <= LARGEST_PORT;
    }

    /** Jackson leaves null where a field is missing. */
    private static <T> T said(String field, @Nullable T value) {
        if (value == null) {
            throw Refused.field(Why.INVALID, field, "request.required", "is required");
        }
        return value;
    }
}
