package io.ringlog.api;

import io.ringlog.api.http.Doors;
import io.ringlog.api.port.Brain;
import io.ringlog.api.port.History;
import io.ringlog.api.port.Keys;
import io.ringlog.api.port.LiveViews;
import io.ringlog.api.port.Tenants;
import io.ringlog.api.port.Troubles;
import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.testing.Draft;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A process in memory with one account that has a live call, a refused one, an agent and a queue. */
final class OneAccount implements Keys, Tenants, LiveViews, Brain {
    static final String ACCOUNT = "acc_1";
    static final String ALL = "sk_all";
    static final String QUEUE_ID = "q_01KAVG3T7M8Q9W2XZ4Y5N6P7RS";
    static final String CDR_ONLY = "sk_cdr";
    static final Troubles UNTROUBLED = broken -> Optional.empty();
    static final Instant AT = Instant.ofEpochMilli(1_795_000_000_000L);

    private static final AgentStateChanged READY = new AgentStateChanged(
            "us_1", Status.AVAILABLE, Activity.WAITING, true, false, Bucket.READY, null, null, List.of("qu_1"));

    private volatile boolean revoked;

    /** Ends all keys. */
    void revoke() {
        revoked = true;
    }

    private static Key key(String id, String scope) {
        return new Key(id, ACCOUNT, "test", new TreeSet<>(List.of(scope)), false, 1, null);
    }

    Doors doors() {
        return new Doors(this, new Nobody());
    }

    @Override
    public Optional<Key> find(String secret) {
        return switch (revoked ? "" : secret) {
            case ALL -> Optional.of(key("key_1", "*"));
            case CDR_ONLY -> Optional.of(key("key_2", "cdr"));
            default -> Optional.empty();
        };
    }

    @Override
    public NewKey create(String account, String name, SortedSet<String> scopes, String actor) {
        throw new UnsupportedOperationException("no keys are made here");
    }

    @Override
    public List<Key> list(String account) {
        return List.of();
    }

    @Override
    public boolean revoke(String account, String id, String actor) {
        return false;
    }

    @Override
    public boolean isWithin(String account, String root) {
        return account.equals("acc_child") && root.equals(ACCOUNT);
    }

    @Override
    public List<LiveCall> calls(String account) {
        return account.equals(ACCOUNT) ? List.of(live()) : List.of();
    }

    @Override
    public Optional<LiveCall> call(String account, String callId) {
        return calls(account).stream().filter(it -> it.callId().equals(callId)).findFirst();
    }

    @Override
    public List<LiveAgent> agents(String account) {
        return List.of(new LiveAgent(
                "us_1",
                "available",
                "waiting",
                "ready",
                true,
                false,
                null,
                null,
                List.of("qu_1"),
                AT,
                AT,
                AT,
                new Said("call_0", "qu_1", "Sold", "two of them")));
    }

    @Override
    public List<LiveQueue> queues(String account) {
        return List.of(new LiveQueue("qu_1", List.of(new Caller("call_1", 0, AT, "waiting", null))));
    }

    @Override
    public List<LiveMailbox> mailboxes(String account) {
        return List.of();
    }

    @Override
    public List<Recording> recordings(String account) {
        return List.of();
    }

    @Override
    public List<Registration> registrations(String account) {
        return List.of(new Registration(
                "1001@acme.test",
                "dev_1",
                "us_1",
                null,
                List.of(new LiveContact("sip:1001@127.0.0.1:5070", AT, "edge-1", "udp", "127.0.0.1", 5070))));
    }

    @Override
    public List<Banned> bans() {
        return List.of(new Banned("ban-1", "192.0.2.66", "security.guessed", "60 times", AT, AT, null, 7));
    }

    @Override
    public List<LiveTrunk> trunks(String account) {
        return List.of(new LiveTrunk(
                "tr_1",
                new TrunkHealth("down", AT, "edge-1", 408),
                new TrunkRegistration(
                        "registered", "edge-1", "sip:acme@carrier.test", "sip:127.0.0.1:5060", AT, 200, null, null),
                new TrunkQuality(AT, 4, 3, 75, 61, new TreeMap<>(Map.of("503", 1)))));
    }

    @Override
    public SortedMap<String, Integer> openByScope(String account) {
        return new TreeMap<>(Map.of("account.in", 1));
    }

    @Override
    public SortedMap<String, Integer> channelsHeld(String account) {
        return new TreeMap<>(Map.of("acc_above", 3));
    }

    @Override
    public SortedMap<String, Integer> channelsLent(String account) {
        return new TreeMap<>(Map.of("acc_below", 2));
    }

    @Override
    public List<LiveFraud> frauds(String account) {
        return List.of(new LiveFraud("frd_1", null, new FraudBlock(AT, AT.plusSeconds(3_600), 61, 60)));
    }

    @Override
    public List<LiveCallBack> callBacks(String account) {
        return List.of(
                new LiveCallBack("us_2", "us_1", "101", AT.plusSeconds(1), AT.plusSeconds(1_801)),
                new LiveCallBack("us_1", "us_2", "102", AT, AT.plusSeconds(1_800)));
    }

    @Override
    public List<LivePlace> places(String account) {
        return List.of(
                place("pl_1", "qu_1", 0, AT.plusSeconds(1)),
                place("pl_2", "qu_1", 0, AT),
                place("pl_3", "qu_2", 9, AT),
                place("pl_4", "qu_1", 5, AT.plusSeconds(2)));
    }

    private static LivePlace place(String id, String queue, int priority, Instant since) {
        Instant until = since.plusSeconds(14_400);
        return new LivePlace(id, queue, "+4940111", priority, "waiting", since, null, until, 0, null, null);
    }

    @Override
    public SortedMap<String, Integer> usedByWindow(String account) {
        return new TreeMap<>(Map.of("lim_1/4420", 2, "lim_gone", 1));
    }

    @Override
    public List<EventRecord> story(String account, String callId) {
        return account.equals(ACCOUNT) && callId.equals("call_2") ? refused() : List.of();
    }

    /** What the lake has. */
    History history() {
        return new History() {
            @Override
            public Rows calls(Query query) {
                return new Rows(List.of(cdr()), query.limit() == 1 ? "page-2" : null);
            }

            @Override
            public Optional<Cdr> call(String account, String callId) {
                return account.equals(ACCOUNT) && callId.equals("call_2") ? Optional.of(cdr()) : Optional.empty();
            }

            @Override
            public List<EventRecord> story(String account, String callId) {
                return List.of();
            }
        };
    }

    @Override
    public Duration shownWithin() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Reply ask(String account, Question question) {
        var input = question.with("req_1", "api-1");
        if (String.valueOf(input).contains("call_9")) {
            String text = "there is no call call_9 in progress";
            return new Reply("req_1", "api-1", false, Obstacle.CALL_UNKNOWN.code(), text, null, null);
        }
        boolean known = input instanceof AgentActed act && act.userId().equals("us_1");
        return known
                ? new Reply("req_1", "api-1", true, "agent.available", "done", READY, null)
                : new Reply("req_1", "api-1", false, "agent.unknown", "there is no such user", null, null);
    }

    private static LiveCall live() {
        return new LiveCall(
                "call_1",
                ACCOUNT,
                "inbound",
                "+15550100",
                "+15550199",
                null,
                "queued",
                AT,
                null,
                "queue",
                "qu_1",
                null,
                null,
                null,
                "qu_1",
                null,
                null,
                List.of(new LiveLeg("b1", new Party.Device("us_1", "dev_1"), "ringing", false, null, null)),
                null,
                null,
                new TreeSet<>(List.of("account.in")),
                "edge-1",
                "cor_1");
    }

    private static List<EventRecord> refused() {
        var started = new CallStarted(
                "call_2", CallEvent.Direction.INBOUND, "+15550100", "+15550199", null, "edge-1", "cor_2", null);
        var refusal = new CallRefused("call_2", 486, "admission.account-full", "the account has 1 of 1 incoming calls");
        return List.of(
                event(1, started, Because.of("directory.did")),
                event(
                        2,
                        refusal,
                        Because.of("admission.account-full", Map.of("max_in", "1", "queue", QUEUE_ID))
                                .over("admit", "the ceiling is hard")));
    }

    private static EventRecord event(int seq, Event event, Because because) {
        return new EventRecord("0-7-" + seq, ACCOUNT, "call_2", seq, AT, "0-7", "test", event, because);
    }

    private static Cdr cdr() {
        return Draft.of(Cdr.class)
                .with("callId", "call_2")
                .with("accountId", ACCOUNT)
                .with("direction", CallEvent.Direction.INBOUND)
                .with("fromNum", "say \"hi\", please")
                .with("toNum", "+15550199")
                .with("startTs", AT)
                .with("endTs", AT)
                .with("disposition", Disposition.REFUSED)
                .with("hangupCause", "admission.account-full")
                .with("refusalCode", "admission.account-full")
                .with("childCallIds", List.of("call_3", "call_4"))
                .row();
    }
}
