package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.wire.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Other accounts, who try whatever an account is about to do, with its ids in the path, the query and the body. They
 * are answered as for ids that never were, and the account itself is not.
 */
final class Strangers {

    /** Each account has its own of that name, so a stranger writes its own. */
    static final Set<String> OF_EACH_ACCOUNT = Set.of("PUT /v1/media/{id}");

    private static final Pattern ID = Pattern.compile("\\b[a-z]{1,8}_[0-9A-HJKMNP-TV-Z]{26}\\b");
    private static final String NEVER = "_01ARZ3NDEKTSV4RRFFQ69G5FAV";
    private static final String ACCOUNT = "account_id";

    /** Parts of a path that are words or numbers, the same in every account. */
    private static final Pattern WORDS = Pattern.compile("\\{(version|greeting)}");

    /** A call of the account, as it is about to be made. */
    record Asked(String operation, String body, List<String> values) {
        String described() {
            return operation.replaceFirst("\\?.*", "");
        }

        Asked with(String named, String instead) {
            List<String> others =
                    values.stream().map(it -> it.equals(named) ? instead : it).toList();
            return new Asked(operation.replace(named, instead), body.replace(named, instead), others);
        }

        Asked querying(String name, String value) {
            return new Asked(operation + (operation.contains("?") ? "&" : "?") + name + "=" + value, body, values);
        }
    }

    /**
     * Somebody of another account.
     *
     * @param account which it is
     * @param key opens everything of that account
     * @param own rows of its own, by the path of their kind: {@code /v1/queues}
     */
    record Stranger(String account, String key, Map<String, String> own) {}

    private final DescribedApi api;
    private final List<Stranger> all;
    private final Set<String> shared;
    private final String owner;
    private final SortedSet<String> theirs = new TreeSet<>();
    private final SortedSet<String> tried = new TreeSet<>();
    private final List<String> refusals = new ArrayList<>();

    /** Try to reach what is {@code owner}'s; {@code shared} ids are of accounts above both. */
    Strangers(DescribedApi api, List<Stranger> all, String owner, Set<String> shared) {
        this.api = api;
        this.all = all;
        this.owner = owner;
        this.shared = shared;
        theirs.add(owner);
    }

    /** All ids that an answer names. */
    static Set<String> ids(String answer) {
        return ID.matcher(answer).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The operations of which it was seen that strangers are answered otherwise than the account. */
    SortedSet<String> tried() {
        return tried;
    }

    /** It was seen by other means. */
    void triedOtherwise(String operation) {
        tried.add(operation);
    }

    boolean are(String key) {
        return all.stream().anyMatch(it -> it.key().equals(key));
    }

    /** Strangers try first, so that nothing is there because it was removed already. */
    void before(Asked asked) throws Exception {
        refusals.clear();
        if (OF_EACH_ACCOUNT.contains(asked.described())) {
            return;
        }
        List<String> named = named(asked);
        for (Stranger stranger : all) {
            if (!named.isEmpty()) {
                refusals.add(refused(stranger, asked, named));
            }
            if (asked.values().size() > 1) {
                below(stranger, asked);
            }
        }
        if (takes(asked, ACCOUNT) && !asked.operation().contains(ACCOUNT)) {
            refusals.add(refused(all.getFirst(), asked.querying(ACCOUNT, owner), List.of(owner)));
        }
    }

    /** Whether there was anything to be seen shows in the answer to the account itself. */
    void after(Asked asked, HttpResponse<String> answer) throws Exception {
        if (answer.statusCode() < 300) {
            theirs.addAll(ids(answer.body()));
            theirs.removeAll(shared);
        }
        if (!refusals.isEmpty() && !refusals.contains(kind(asked, answer))) {
            tried.add(asked.described());
        }
    }

    /** Lists, whole and by each filter that names something, tell nothing of the account. */
    void tryLists(Map<String, String> named) throws Exception {
        for (String operation : api.operations()) {
            if (!operation.startsWith("GET ") || operation.contains("{") || operation.endsWith("/events")) {
                continue;
            }
            Asked asked = new Asked(operation, "", List.of());
            for (Stranger stranger : all) {
                silent(operation, api.ask(stranger.key(), asked).body());
            }
            for (String filter : filters(operation, named.keySet())) {
                String value = named.getOrDefault(filter, theirs.last());
                Asked filtered = asked.querying(filter, value);
                silent(
                        filtered.operation(),
                        same(all.getFirst(), filtered, List.of(value)).body());
            }
        }
    }

    private List<String> filters(String operation, Set<String> named) {
        return api.described(operation)
                .path("parameters")
                .valueStream()
                .filter(it -> it.path("in").asText().equals("query"))
                .map(it -> it.path("name").asText())
                .filter(it -> named.contains(it) || it.endsWith("_id") && !it.equals(ACCOUNT))
                .toList();
    }

    /** Whatever a stranger is told by an operation names nothing of the account that it did not name itself. */
    private void silent(String operation, String told) {
        assertThat(theirs.stream().filter(it -> !operation.contains(it)).filter(told::contains))
                .as("%s names to a stranger", operation)
                .isEmpty();
        tried.add(operation.replaceFirst("\\?.*", ""));
    }

    /** Its own thing above, theirs below. */
    private void below(Stranger stranger, Asked asked) throws Exception {
        String path = asked.described().replaceFirst("[A-Z]+ ", "").replaceFirst("/\\{.*", "");
        String own = stranger.own().get(path);
        if (own == null || WORDS.matcher(asked.operation()).find()) {
            return;
        }
        Asked mixed = asked.with(asked.values().getFirst(), own);
        refused(stranger, mixed, List.of(asked.values().get(1)));
    }

    private String refused(Stranger stranger, Asked asked, List<String> named) throws Exception {
        HttpResponse<String> answer = same(stranger, asked, named);
        assertThat(answer.statusCode())
                .as("%s of a stranger: %s", asked, answer.body())
                .isBetween(400, 499);
        return kind(asked, answer);
    }

    /** What is answered, which is the same as of nobody's ids. */
    private HttpResponse<String> same(Stranger stranger, Asked asked, List<String> named) throws Exception {
        Asked nobodys = asked;
        for (String it : named) {
            nobodys = nobodys.with(it, nobodys(it));
        }
        HttpResponse<String> answer = api.ask(stranger.key(), asked);
        HttpResponse<String> never = api.ask(stranger.key(), nobodys);
        assertThat(answer.statusCode() + " " + nameless(answer.body(), named))
                .as("%s of a stranger, and of ids that never were", asked)
                .isEqualTo(never.statusCode() + " " + nameless(never.body(), named));
        return answer;
    }

    private static String nameless(String body, List<String> named) {
        String text = body;
        for (String it : named) {
            text = text.replace(nobodys(it), "-").replace(it, "-");
        }
        return text;
    }

    private static String nobodys(String named) {
        return ID.matcher(named).matches() ? named.replaceFirst("_.*", NEVER) : "nobodys-" + named;
    }

    private List<String> named(Asked asked) {
        Set<String> named = new TreeSet<>();
        asked.values().stream().limit(1).forEach(named::add);
        theirs.stream()
                .filter(it -> asked.operation().contains(it) || asked.body().contains(it))
                .forEach(named::add);
        return List.copyOf(named);
    }

    private boolean takes(Asked asked, String parameter) {
        return api.described(asked.described())
                .path("parameters")
                .valueStream()
                .anyMatch(it -> it.path("name").asText().equals(parameter));
    }

    /** What is answered, without what it is about. */
    private String kind(Asked asked, HttpResponse<String> answer) throws Exception {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        JsonNode body = type.contains("json")
                ? Json.mapper().readTree(answer.body())
                : Json.mapper().missingNode();
        List<String> names = new ArrayList<>(asked.values());
        names.addAll(theirs);
        String detail = nameless(body.path("detail").asText(), names);
        return answer.statusCode() + " " + body.path("type").asText() + " " + detail;
    }
}
