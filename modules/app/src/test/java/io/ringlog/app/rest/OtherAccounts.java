package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.app.node.RunningNode;
import io.ringlog.app.rest.Strangers.Stranger;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An account of the platform and one of the same reseller, which try to reach what goes on in a third one. */
final class OtherAccounts {

    private static final String FLOW = "{'nodes': [{'id': 'a', 'data': {'kind': 'entry'}},"
            + " {'id': 'b', 'data': {'kind': 'hangup'}}], 'edges': [{'source': 'a', 'target': 'b'}]}";

    /** What strangers have too, under names of theirs, by the path of its kind. */
    private static final Map<String, String> OWN = Map.of(
            "/v1/flows", "{'name': 'Theirs', 'draft': " + FLOW + "}",
            "/v1/queues", "{'name': 'Theirs'}",
            "/v1/voicemails", "{'name': 'Theirs'}",
            "/v1/conferences", "{'name': 'Theirs'}",
            "/v1/webhooks",
                    "{'name': 'Theirs', 'url': 'https://hooks.example/', 'secret': '0123456789abcdef', 'events':"
                            + " ['VariableSet']}");

    /** Nothing of an account is named: one's own session, and networks that the platform alone bans. */
    private static final Set<String> NAMELESS = Set.of(
            "POST /v1/first-person",
            "POST /v1/session",
            "POST /v1/session/link",
            "DELETE /v1/session",
            "POST /v1/session/password",
            "POST /v1/security/bans");

    /** Opened by a word that nobody can guess, and shown in SettingUpPhonesTest and LinkingToSoundsTest. */
    private static final Set<String> SEALED = Set.of("GET /provision/{token}/{file}", "GET /sounds/{account}/{name}");

    /** There is none without a telephone; what the brain makes of it is shown in ReachingAnotherAccountSpec. */
    private static final Set<String> OF_TELEPHONES = Set.of("DELETE /v1/call-backs/{id}");

    private final DescribedApi api;
    private final String platform;
    private final String reseller;
    private final List<Stranger> all = new ArrayList<>();
    private Strangers trying;
    private String beginning = "";

    private OtherAccounts(DescribedApi api, String platform, String reseller) {
        this.api = api;
        this.platform = platform;
        this.reseller = reseller;
    }

    static OtherAccounts beside(DescribedApi api, String platform) throws Exception {
        String reseller = api.granted(platform, "POST /v1/accounts", "{'name': 'Reseller', 'is_reseller': 1}")
                .path("id")
                .asText();
        var others = new OtherAccounts(api, platform, reseller);
        others.add("{'name': 'Stranger'}");
        others.add("{'name': 'Neighbour', 'parent_id': '" + reseller + "'}");
        return others;
    }

    private void add(String account) throws Exception {
        String id =
                api.granted(platform, "POST /v1/accounts", account).path("id").asText();
        String key = api.granted(platform, "POST /v1/keys?account_id=" + id, "{'name': 'other', 'scopes': ['*']}")
                .path("key")
                .asText();
        Map<String, String> own = new TreeMap<>();
        for (var row : OWN.entrySet()) {
            own.put(
                    row.getKey(),
                    api.granted(key, "POST " + row.getKey(), row.getValue())
                            .path("id")
                            .asText());
        }
        all.add(new Stranger(id, key, own));
    }

    /** The key of one that has nothing to do with anybody. */
    String key() {
        return all.getFirst().key();
    }

    String reseller() {
        return reseller;
    }

    /** They try whatever is asked of the account's calls in progress, messages and recordings, and every list. */
    void tryWhatGoesOn(RunningNode node, Path recordings, String trunk, String account, String key) throws Exception {
        try (var edge = new AnsweringEdge(node.address("kafka"), recordings)) {
            var asking = new AskingAboutWhatGoesOn(api, platform, key, account, edge, new ArrayDeque<>());
            asking.all(trunk);
            trying.tryLists(Map.of("user", "1001", "queue", "Support", "number", "1001", "call_id", "call_menu"));
            listen(edge);
            asking.undo();
        }
    }

    /** From the beginning on a stranger is told of its own account alone, and of its own wishes that were refused. */
    private void listen(AnsweringEdge edge) throws Exception {
        Stranger stranger = all.getFirst();
        edge.called(stranger.account(), "tr_none", "call_strange", "12025550100");
        String told = api.told(stranger.key(), beginning, "call_strange");
        assertThat(told.lines().filter(it -> it.startsWith("data: {\"")))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).contains('"' + stranger.account() + '"'));
        trying.triedOtherwise("GET /v1/events");
    }

    /** Whoever adds an operation has them try it, or says why there is nothing to try. */
    void verify() {
        Set<String> untried = new TreeSet<>(api.operations());
        untried.removeAll(trying.tried());
        Set<String> said = new TreeSet<>(NAMELESS);
        said.addAll(SEALED);
        said.addAll(OF_TELEPHONES);
        said.addAll(Strangers.OF_EACH_ACCOUNT);
        assertThat(untried).isEqualTo(said);
    }

    /** What they know before is no secret: whoever made all of them is the actor in each one's log of changes. */
    Strangers reachingFor(String account) throws Exception {
        Set<String> shared = new TreeSet<>(Set.of(reseller));
        for (Stranger stranger : all) {
            shared.addAll(Strangers.ids(
                    api.granted(stranger.key(), "GET /v1/audit", "").toString()));
        }
        String ready = api.told(key(), "", "ready");
        beginning = ready.replaceFirst("(?s).*id: (\\S+).*", "$1");
        trying = new Strangers(api, all, account, shared);
        return trying;
    }
}
