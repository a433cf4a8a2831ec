package io.ringlog.api.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.port.Brain;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.LiveViews;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.Rows;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.WindowsResetAsked;
import io.ringlog.domain.state.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Admission as it stands: what calls in progress hold and what counts in sliding windows, beside each limit. */
public final class CacRoutes implements RouteGroup {

    /**
     * A scope: calls that hold it, or count in it, and the most there may be; without a limit it is not bounded.
     *
     * @param windowSec in how many seconds so many calls may begin; of sliding windows alone
     * @param hard whether it refuses, or only tells; of sliding windows alone
     * @param lent channels that accounts below have; of the account's own ceiling over them alone
     */
    record ScopeUse(
            String scope,
            int used,
            @Nullable Integer limit,
            @Nullable Integer windowSec,
            @Nullable Boolean hard,
            @Nullable Source source,
            @Nullable List<Lent> lent) {

        ScopeUse(String scope, int used, @Nullable Integer limit, @Nullable Source source) {
            this(scope, used, limit, null, null, source, null);
        }
    }

    /** Channels of a ceiling that an account below has, in use or in reserve. */
    record Lent(String accountId, int channels) {}

    /**
     * What is to count anew.
     *
     * @param scope a sliding window as it is listed; all of the account when left out
     */
    record ResetWanted(@Nullable String scope, String reason) {}

    /** The field of configuration the limit is written in. */
    record Source(String resource, String id, String field) {}

    private static final String ACCOUNT = "account";
    private static final String CEILING = "max_channels";
    private static final Map<String, String> OF_THE_ACCOUNT =
            Map.of("account.in", "max_in", "account.out", "max_out", "account.dialer", "max_dialer");
    private static final Map<String, String> OF_A_ROW =
            Map.of("user", "max_simultaneous", "did", CEILING, "trunk", CEILING, "ring_group", "max_calls");

    private static final String WINDOW = "limit:";
    private static final int LONGEST_REASON = 255;

    private final LiveViews views;
    private final Brain brain;
    private final Configuration configuration;

    public CacRoutes(LiveViews views, Brain brain, Configuration configuration) {
        this.views = views;
        this.brain = brain;
        this.configuration = configuration;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get(
                        "listScopes",
                        "/v1/cac",
                        "What calls hold of the ceilings and count in sliding windows, and where each limit is set.",
                        this::usage)
                .needs(Scope.CALLS)
                .answers(Schemas.rows(Schemas.of(ScopeUse.class))));
        table.add(Route.post(
                        "resetWindows",
                        "/v1/cac/reset",
                        "Lets sliding windows count anew; the key is the actor in the log.",
                        this::reset)
                .needs(Scope.CONFIG)
                .takes(Schemas.of(ResetWanted.class))
                .answers(Schemas.named("Decision", ActionRoutes.Decided.class)));
    }

    private Answer reset(Request request) {
        ResetWanted wanted = request.body(ResetWanted.class);
        String reason = ActionRoutes.required("reason", wanted.reason());
        if (reason.length() > LONGEST_REASON) {
            throw Refused.field(Why.INVALID, "reason", "request.too-long", "is longer than 255 characters");
        }
        String scope = wanted.scope();
        if (scope != null && !scope.startsWith(WINDOW)) {
            throw Refused.field(
                    Why.INVALID,
                    "scope",
                    "request.not-a-window",
                    "is no sliding window: what calls in progress hold ends with them");
        }
        String window = scope == null ? null : scope.substring(WINDOW.length());
        Reply reply = brain.ask(
                request.account(),
                (id, replyTo) -> new WindowsResetAsked(id, replyTo, window, reason, request.actor()));
        return ActionRoutes.decided(brain, reply);
    }

    private Answer usage(Request request) {
        String account = request.account();
        var used = new TreeMap<String, Integer>();
        OF_THE_ACCOUNT.keySet().forEach(scope -> used.put(scope, 0));
        used.putAll(views.openByScope(account));
        List<ScopeUse> ceilings = ceilings(account, used);
        ceilings.forEach(ceiling -> used.remove(ceiling.scope()));
        return Answer.rows(Stream.of(
                        ceilings.stream(),
                        used.entrySet().stream().map(it -> use(account, it.getKey(), it.getValue())),
                        windows(account))
                .flatMap(Function.identity())
                .toList());
    }

    /** Those over trees of accounts: the account's own, and the channels it holds of the nearest one above. */
    private List<ScopeUse> ceilings(String account, SortedMap<String, Integer> used) {
        JsonNode row = configuration
                .find(ACCOUNT, account, account)
                .map(Configuration.Document::body)
                .orElseThrow(() -> Refused.notFound("account " + account));
        List<ScopeUse> ceilings = new ArrayList<>();
        if (row.path(CEILING).isInt()) {
            String scope = Scopes.ceiling(account);
            List<Lent> lent = views.channelsLent(account).entrySet().stream()
                    .map(it -> new Lent(it.getKey(), it.getValue()))
                    .toList();
            ceilings.add(new ScopeUse(
                    scope,
                    used.getOrDefault(scope, 0),
                    row.path(CEILING).asInt(),
                    null,
                    null,
                    new Source(ACCOUNT, account, CEILING),
                    lent));
        }
        String above = row.path("ceiling_of").textValue();
        if (above != null) {
            String scope = Scopes.ceiling(above);
            int held = views.channelsHeld(account).getOrDefault(above, 0);
            ceilings.add(new ScopeUse(scope, used.getOrDefault(scope, 0), held, new Source(ACCOUNT, above, CEILING)));
        }
        return ceilings;
    }

    /** Every limit of the account; one that counts far numbers apart once for each that counts now. */
    private Stream<ScopeUse> windows(String account) {
        SortedMap<String, Integer> used = views.usedByWindow(account);
        return new Rows(configuration).all("limit", account, Map.of()).stream().flatMap(limit -> {
            String id = limit.path("id").asText();
            // Ids are letters, digits and _, all of which lie after the stroke.
            SortedMap<String, Integer> apart = used.subMap(id + '/', id + '0');
            return apart.isEmpty()
                    ? Stream.of(window(limit, id, used.getOrDefault(id, 0)))
                    : apart.entrySet().stream().map(it -> window(limit, it.getKey(), it.getValue()));
        });
    }

    private static ScopeUse window(JsonNode limit, String window, int used) {
        return new ScopeUse(
                WINDOW + window,
                used,
                limit.path("max_count").asInt(),
                limit.path("period_sec").asInt(),
                limit.path("hard").asBoolean(),
                new Source("limit", limit.path("id").asText(), "max_count"),
                null);
    }

    private ScopeUse use(String account, String scope, int used) {
        Source source = source(account, scope);
        if (source == null) {
            return new ScopeUse(scope, used, null, null);
        }
        return configuration
                .find(source.resource(), account, source.id())
                .map(row -> row.body().path(source.field()))
                .filter(JsonNode::isInt)
                .map(limit -> new ScopeUse(scope, used, limit.asInt(), source))
                .orElseGet(() -> new ScopeUse(scope, used, null, null));
    }

    private static @Nullable Source source(String account, String scope) {
        String ofTheAccount = OF_THE_ACCOUNT.get(scope);
        if (ofTheAccount != null) {
            return new Source(ACCOUNT, account, ofTheAccount);
        }
        int colon = scope.indexOf(':');
        String resource = scope.substring(0, Math.max(colon, 0));
        String field = OF_A_ROW.get(resource);
        return field == null ? null : new Source(resource, scope.substring(colon + 1), field);
    }
}
