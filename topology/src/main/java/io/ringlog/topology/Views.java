package io.ringlog.topology;

import io.ringlog.domain.figures.AgentSlice;
import io.ringlog.domain.figures.QueueSlice;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.topology.views.FiguresBegun;
import io.ringlog.topology.views.LiveAgent;
import io.ringlog.topology.views.LiveBan;
import io.ringlog.topology.views.LiveCall;
import io.ringlog.topology.views.LiveCallBack;
import io.ringlog.topology.views.LiveChannels;
import io.ringlog.topology.views.LiveFraud;
import io.ringlog.topology.views.LiveMailbox;
import io.ringlog.topology.views.LivePlace;
import io.ringlog.topology.views.LiveQueue;
import io.ringlog.topology.views.LiveRecording;
import io.ringlog.topology.views.LiveTrunk;
import io.ringlog.topology.views.LiveWindow;
import io.ringlog.topology.views.Registration;
import io.ringlog.wire.AccountPartitioner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;

/** Answers what an account looks like now, from the views of this instance; changes nothing. */
public final class Views {
    private final KafkaStreams streams;
    private final int partitions;

    /** @param partitions how many the accounts are spread over */
    public Views(StreamsRole role, int partitions) {
        this.streams = role.streams();
        this.partitions = partitions;
    }

    /** The account's views are not restored yet; asking again later helps. */
    public static final class ViewsAway extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        ViewsAway(String why) {
            super("the views cannot answer now: " + why);
        }
    }

    public List<LiveCall> liveCalls(String account) {
        return rows(Names.LIVE_CALLS, account, "");
    }

    public Optional<LiveCall> liveCall(String account, String callId) {
        return this.<LiveCall>rows(Names.LIVE_CALLS, account, callId).stream()
                .filter(call -> call.callId().equals(callId))
                .findFirst();
    }

    public List<LiveAgent> agents(String account) {
        return rows(Names.AGENTS, account, "");
    }

    /** Queues that ever had a caller. */
    public List<LiveQueue> queues(String account) {
        return rows(Names.QUEUES, account, "");
    }

    /** Mailboxes with a message, or a greeting that was recorded by telephone. */
    public List<LiveMailbox> mailboxes(String account) {
        return rows(Names.MAILBOXES, account, "");
    }

    /** Recordings of talks. */
    public List<LiveRecording> recordings(String account) {
        return rows(Names.RECORDINGS, account, "");
    }

    public List<Registration> registrations(String account) {
        return rows(Names.REGISTRATIONS, account, "");
    }

    /** Trunks of which something is known beside their calls. */
    public List<LiveTrunk> trunks(String account) {
        return rows(Names.TRUNKS, account, "");
    }

    /** Whom the edges do not listen to; of the platform account alone. */
    public List<LiveBan> bans(String account) {
        return rows(Names.BANS, account, "");
    }

    /** Sliding windows that calls counted in; those that nobody counts in any more may be among them. */
    public List<LiveWindow> windows(String account) {
        return rows(Names.WINDOWS, account, "");
    }

    /** Fraud rules that have told of something or stop calls. */
    public List<LiveFraud> frauds(String account) {
        return rows(Names.FRAUDS, account, "");
    }

    /** Channels of ceilings over trees of accounts, held and lent. */
    public List<LiveChannels> channels(String account) {
        return rows(Names.CHANNELS, account, "");
    }

    /** Places in queues that are kept for whoever is called back. */
    public List<LivePlace> places(String account) {
        return rows(Names.PLACES, account, "");
    }

    /** Since when figures of the account count what happens; empty where nothing has. */
    public Optional<Instant> figuresBegun(String account) {
        return this.<FiguresBegun>rows(Names.FIGURES_BEGUN, account, "").stream()
                .map(FiguresBegun::at)
                .findFirst();
    }

    /** What became of callers of a queue, the earliest first, by the minute or by quarters of an hour. */
    public List<QueueSlice> queueSlices(String account, String queueId, boolean byMinute) {
        return rows(byMinute ? Names.QUEUE_MINUTES : Names.QUEUE_QUARTERS, account, queueId + '/');
    }

    /** What an agent did, the earliest first, by the minute or by quarters of an hour. */
    public List<AgentSlice> agentSlices(String account, String userId, boolean byMinute) {
        return rows(byMinute ? Names.AGENT_MINUTES : Names.AGENT_QUARTERS, account, userId + '/');
    }

    /** Users who wait for somebody to be free. */
    public List<LiveCallBack> callBacks(String account) {
        return rows(Names.CALL_BACKS, account, "");
    }

    /** Channels of all ceilings that are lent to accounts below, or held by them, as far as the views are restored. */
    public int channels(boolean lent) {
        return this.<LiveChannels>everywhere(Names.CHANNELS)
                .filter(it -> lent == (it.to() != null))
                .mapToInt(LiveChannels::channels)
                .sum();
    }

    /** How many trunks of all accounts are so, as far as the views are restored. */
    public int trunks(Predicate<LiveTrunk> so) {
        return (int) this.<LiveTrunk>everywhere(Names.TRUNKS).filter(so).count();
    }

    private <V> Stream<V> everywhere(String store) {
        var request = StateQueryRequest.inStore(store).withQuery(new LiveStore.Prefix<V>(""));
        return ask(request).values().stream().filter(QueryResult::isSuccess).flatMap(it -> it.getResult().stream());
    }

    /** How many addresses of record of all accounts have a contact now, as far as the views are restored. */
    public int registrations() {
        try {
            var request = StateQueryRequest.inStore(Names.REGISTRATIONS).withQuery(new LiveStore.Size());
            return streams.query(request).getPartitionResults().values().stream()
                    .filter(QueryResult::isSuccess)
                    .mapToInt(QueryResult::getResult)
                    .sum();
        } catch (StreamsNotStartedException starting) {
            throw new ViewsAway("they are starting");
        }
    }

    /** How many calls, or legs, hold each scope now: folded from the calls in progress, never counted up and down. */
    public SortedMap<String, Integer> openByScope(String account) {
        var open = new TreeMap<String, Integer>();
        liveCalls(account).forEach(call -> call.holds().forEach(scope -> open.merge(scope, 1, Integer::sum)));
        return open;
    }

    /** Calls that ended lately, newest first; older ones are in the lake. */
    public List<Cdr> recentCdrs(String account, int limit) {
        return this.<Cdr>rows(Names.RECENT_CDRS, account, "").stream()
                .limit(limit)
                .toList();
    }

    /** Every event of a call in progress or ended lately, in order; empty when it is not known here. */
    public List<EventRecord> story(String account, String callId) {
        var bySeq = new TreeMap<Integer, EventRecord>();
        List<StoryPart> parts = rows(Names.CALL_STORIES, account, callId + '/');
        parts.stream().flatMap(StoryPart::events).forEach(event -> bySeq.put(event.seq(), event));
        return List.copyOf(bySeq.values());
    }

    private <T> List<T> rows(String store, String account, String idPrefix) {
        int partition = AccountPartitioner.partition(account, partitions);
        var query = new LiveStore.Prefix<T>(account + '/' + idPrefix);
        var request = StateQueryRequest.inStore(store).withQuery(query).withPartitions(Set.of(partition));
        QueryResult<List<T>> result = ask(request).get(partition);
        if (result == null) {
            throw new ViewsAway("those of account " + account + " are not restored yet");
        }
        if (result.isFailure()) {
            throw new ViewsAway(result.getFailureMessage());
        }
        return result.getResult();
    }

    private <T> Map<Integer, QueryResult<List<T>>> ask(StateQueryRequest<List<T>> request) {
        try {
            return streams.query(request).getPartitionResults();
        } catch (StreamsNotStartedException starting) {
            throw new ViewsAway("they are starting");
        }
    }
}
