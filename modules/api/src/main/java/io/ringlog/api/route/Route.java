package io.ringlog.api.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked, with all that is said about it.
 *
 * @param id what clients call it, {@code listUsers}
 * @param path with its variables in braces, {@code /v1/calls/{id}}
 * @param summary one sentence
 * @param tenant whether it is asked for an account, so that a reseller may name one
 * @param parameters what may stand in the query or has to stand in a header, besides {@code account_id}
 * @param body schema of the document it takes; null when it takes none
 */
public record Route(
        String id,
        Method method,
        String path,
        String summary,
        Access access,
        boolean tenant,
        List<Parameter> parameters,
        @Nullable ObjectNode body,
        List<Reply> replies,
        Endpoint endpoint) {

    /** The query parameter by which a reseller names an account of its subtree. */
    public static final String ACCOUNT = "account_id";

    /** The header that says which version of a row is meant (RFC 9110 section 13.1.1). */
    public static final String IF_MATCH = "If-Match";

    /** The header by which a client names a POST that it may send again. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** The version of a row (RFC 9110 section 8.8.3). */
    public static final String ETAG = "ETag";

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    /** How it is asked. */
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    /** Something in the query or, where {@code header}, among the headers, where it {@code must} be or may be. */
    public record Parameter(String name, String says, ObjectNode schema, boolean header, boolean must) {}

    /** A good answer; {@code schema} is null where there is no body, {@code headers} come with it. */
    public record Reply(
            int status, String mediaType, @Nullable ObjectNode schema, List<String> headers) {
        public Reply {
            headers = List.copyOf(headers);
        }
    }

    public Route {
        parameters = List.copyOf(parameters);
        replies = List.copyOf(replies);
    }

    /** A route for any key, about the key's account; the steps below say more. */
    public static Route of(String id, Method method, String path, String summary, Endpoint endpoint) {
        return new Route(id, method, path, summary, new Access.AnyKey(), true, List.of(), null, List.of(), endpoint);
    }

    public static Route get(String id, String path, String summary, Endpoint endpoint) {
        return of(id, Method.GET, path, summary, endpoint);
    }

    public static Route post(String id, String path, String summary, Endpoint endpoint) {
        return of(id, Method.POST, path, summary, endpoint);
    }

    public Route needs(Scope scope) {
        return with(new Access.Scoped(scope), tenant);
    }

    /** Anybody may ask, nobody's account is meant. */
    public Route open() {
        return with(new Access.Open(false), false);
    }

    /** Anybody may ask, as often as somebody without a valid key may: what is asked for may be a guess. */
    public Route openToFew() {
        return with(new Access.Open(true), false);
    }

    /** The answer is about the key, not about an account. */
    public Route ofTheKey() {
        return with(access, false);
    }

    public Route query(String name, String says, ObjectNode schema) {
        return with(new Parameter(name, says, schema, false, false));
    }

    /** A header that may be there. */
    public Route header(String name, String says) {
        return with(new Parameter(name, says, Schemas.text(), true, false));
    }

    /** It has to be said which version of the row is changed. */
    public Route ifMatch() {
        return with(new Parameter(
                IF_MATCH, "the ETag of the row as it was read, or * for any version", Schemas.text(), true, true));
    }

    public Route takes(ObjectNode schema) {
        return new Route(id, method, path, summary, access, tenant, parameters, schema, replies, endpoint);
    }

    public Route answers(ObjectNode schema) {
        return answers(200, Answer.JSON, schema);
    }

    /** Answers a row, with its version. */
    public Route answersRow(ObjectNode schema) {
        return with(new Reply(200, Answer.JSON, schema, List.of(ETAG)));
    }

    /** Answers the row that was created, with its version and where it is. */
    public Route creates(ObjectNode schema) {
        return with(new Reply(201, Answer.JSON, schema, List.of(ETAG, "Location")));
    }

    public Route answers(int status, String mediaType, @Nullable ObjectNode schema, String... headers) {
        return with(new Reply(status, mediaType, schema, List.of(headers)));
    }

    /** The same, answered by something else. */
    public Route answeredBy(Endpoint other) {
        return new Route(id, method, path, summary, access, tenant, parameters, body, replies, other);
    }

    /** Answers 204. */
    public Route answersNothing() {
        return answers(204, Answer.JSON, null);
    }

    /** Whether it knows a request that comes again by itself, whatever became of the first. */
    public boolean remembers() {
        return parameters.stream().anyMatch(it -> it.name().equals(IDEMPOTENCY_KEY));
    }

    /** Whether a request's path is one of this route, whatever its method. */
    public boolean covers(String asked) {
        String pattern = Stream.of(path.split("/", -1))
                .map(step -> step.startsWith("{") ? "[^/]+" : Pattern.quote(step))
                .collect(Collectors.joining("/"));
        return asked.matches(pattern);
    }

    /** The names in braces, in their order. */
    public List<String> variables() {
        return VARIABLE.matcher(path).results().map(it -> it.group(1)).toList();
    }

    /** The names that may stand in the query. */
    public Set<String> queryNames() {
        return Stream.concat(
                        parameters.stream().filter(it -> !it.header()).map(Parameter::name),
                        tenant ? Stream.of(ACCOUNT) : Stream.<String>empty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Route with(Parameter more) {
        return new Route(id, method, path, summary, access, tenant, plus(parameters, more), body, replies, endpoint);
    }

    private Route with(Reply more) {
        return new Route(id, method, path, summary, access, tenant, parameters, body, plus(replies, more), endpoint);
    }

    private Route with(Access other, boolean forTenant) {
        return new Route(id, method, path, summary, other, forTenant, parameters, body, replies, endpoint);
    }

    private static <T> List<T> plus(List<T> some, T one) {
        List<T> more = new ArrayList<>(some);
        more.add(one);
        return more;
    }
}
