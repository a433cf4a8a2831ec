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
 * @param path with its variables in braces, {@code /v1/calls/{id}}
 * @param summary one sentence
 * @param tenant whether it is asked for an account, so that a reseller may name one
 * @param parameters what may stand in the query, besides {@code account_id}
 * @param body schema of the document it takes; null when it takes none
 */
public record Route(
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

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    /** How it is asked. */
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    /** Something in the query or, where {@code header}, among the headers; a header has to be there. */
    public record Parameter(String name, String says, ObjectNode schema, boolean header) {}

    /** A good answer; {@code schema} is null where there is no body. */
    public record Reply(
            int status, String mediaType, @Nullable ObjectNode schema) {}

    public Route {
        parameters = List.copyOf(parameters);
        replies = List.copyOf(replies);
    }

    /** A route for any key, about the key's account; the steps below say more. */
    public static Route of(Method method, String path, String summary, Endpoint endpoint) {
        return new Route(method, path, summary, new Access.AnyKey(), true, List.of(), null, List.of(), endpoint);
    }

    public static Route get(String path, String summary, Endpoint endpoint) {
        return of(Method.GET, path, summary, endpoint);
    }

    public static Route post(String path, String summary, Endpoint endpoint) {
        return of(Method.POST, path, summary, endpoint);
    }

    public Route needs(Scope scope) {
        return with(new Access.Scoped(scope), tenant);
    }

    /** Anybody may ask, nobody's account is meant. */
    public Route open() {
        return with(new Access.Open(), false);
    }

    /** The answer is about the key, not about an account. */
    public Route ofTheKey() {
        return with(access, false);
    }

    public Route query(String name, String says, ObjectNode schema) {
        return with(new Parameter(name, says, schema, false));
    }

    /** It has to be said which version of the row is changed. */
    public Route ifMatch() {
        return with(new Parameter(
                IF_MATCH, "the ETag of the row as it was read, or * for any version", Schemas.text(), true));
    }

    public Route takes(ObjectNode schema) {
        return new Route(method, path, summary, access, tenant, parameters, schema, replies, endpoint);
    }

    public Route answers(ObjectNode schema) {
        return answers(200, Answer.JSON, schema);
    }

    public Route answers(int status, String mediaType, @Nullable ObjectNode schema) {
        return new Route(
                method,
                path,
                summary,
                access,
                tenant,
                parameters,
                body,
                plus(replies, new Reply(status, mediaType, schema)),
                endpoint);
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
        return new Route(method, path, summary, access, tenant, plus(parameters, more), body, replies, endpoint);
    }

    private Route with(Access other, boolean forTenant) {
        return new Route(method, path, summary, other, forTenant, parameters, body, replies, endpoint);
    }

    private static <T> List<T> plus(List<T> some, T one) {
        List<T> more = new ArrayList<>(some);
        more.add(one);
        return more;
    }
}
