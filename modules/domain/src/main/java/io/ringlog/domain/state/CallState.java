package io.ringlog.domain.state;

import io.ringlog.domain.config.Variables;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.domain.journal.Party;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A live call. Gone from the state once it has ended.
 *
 * @param over true from its end to the end of that turn
 * @param proxied true while the edge only passes the call on: between two parties, and in no dialog of its own
 * @param legs those that live and those of the last two attempts, oldest first
 * @param variables what the flow and the hops have set
 */
public record CallState(
        CallHead head,
        boolean over,
        boolean proxied,
        List<Leg> legs,
        @Nullable RingAttempt ring,
        @Nullable FlowPosition flow,
        @Nullable QueuePlace place,
        @Nullable Hold hold,
        @Nullable Transfer transfer,
        @Nullable Waiting waiting,
        @Nullable Addition addition,
        SortedMap<String, String> variables,
        Tally tally,
        Outline outline)
        implements Granule {

    /** Between names in a list of them, of which none has one. */
    private static final String BETWEEN = " ";

    /**
     * Numbers that only grow, so that ids stay unique.
     *
     * @param events events of the call so far
     * @param hops targets visited since somebody last sent the call on its way
     * @param transfers how often somebody has passed it on
     */
    public record Tally(int events, int legs, int rings, int hops, int transfers) {}

    public CallState {
        legs = List.copyOf(legs);
        // Most calls have none, and this runs for every event of every call.
        variables = variables.isEmpty() ? Collections.emptySortedMap() : new TreeMap<>(variables);
    }

    /** A call that nobody called in on: the platform will invite all its parties. */
    public static CallState started(CallHead head) {
        return new CallState(
                head,
                false,
                false,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new TreeMap<>(),
                new Tally(0, 0, 0, 0, 0),
                Outline.EMPTY);
    }

    /** A call that a party invited the platform to. */
    public static CallState started(CallHead head, Party caller) {
        return started(head).withLegs(List.of(new Leg.Inviting(CallFact.CALLER, caller, head.startedAt())));
    }

    public String callId() {
        return head.callId();
    }

    public String edge() {
        return head.edge();
    }

    public boolean isOver() {
        return over;
    }

    /** Whether a user is in the call, as its caller or answered. */
    public boolean isIn(String userId) {
        return legs.stream()
                .filter(leg -> leg instanceof Leg.Inviting || leg instanceof Leg.Up)
                .anyMatch(leg -> userId.equals(leg.party().userId()));
    }

    /** Whether nobody has been answered yet, neither who called in nor who was rung. */
    public boolean isSilent() {
        return outline.answeredAt() == null;
    }

    /** Whether the party that called in has heard nothing but ringing yet. */
    public boolean isUnanswered() {
        return leg(CallFact.CALLER).orElse(null) instanceof Leg.Inviting;
    }

    public int eventSeq() {
        return tally.events();
    }

    public Optional<Leg> leg(String legId) {
        return legs.stream().filter(leg -> leg.id().equals(legId)).findFirst();
    }

    /** The leg that the call is led for, to targets, through flows and queues: the first that passes nobody on. */
    public Optional<Leg> guest() {
        return legs.stream()
                .filter(leg -> leg instanceof Leg.Inviting || leg instanceof Leg.Up)
                .filter(leg -> transfer == null || !transfer.isBy(leg.id()))
                .findFirst();
    }

    /** The guest's id, or that of the leg which came in where nobody is left. */
    public String guestId() {
        return guest().map(Leg::id).orElse(CallFact.CALLER);
    }

    public List<Leg.Ringing> ringing() {
        return legs.stream()
                .filter(Leg.Ringing.class::isInstance)
                .map(Leg.Ringing.class::cast)
                .toList();
    }

    /** The legs that are answered and not over. */
    public List<Leg.Up> up() {
        return legs.stream()
                .filter(Leg.Up.class::isInstance)
                .map(Leg.Up.class::cast)
                .toList();
    }

    public CallState counted() {
        return with(new Tally(tally.events() + 1, tally.legs(), tally.rings(), tally.hops(), tally.transfers()));
    }

    /** Begins a ring attempt for the guest; its own legs are added when they ring. */
    public CallState rung(RingAttempt.Purpose purpose, List<Candidate> candidates, Instant at) {
        int number = tally.rings() + 1;
        String onBehalfOf = guest().map(Leg::id).orElse(null);
        return with(new Tally(tally.events(), tally.legs(), number, tally.hops(), tally.transfers()))
                .withoutOlderLegs()
                .withRing(RingAttempt.of(number, purpose, onBehalfOf, candidates, at)
                        .after(ring, head.hops() != null));
    }

    public CallState hopped() {
        return with(new Tally(tally.events(), tally.legs(), tally.rings(), tally.hops() + 1, tally.transfers()));
    }

    /** Somebody sends it on a new way. */
    public CallState passedOn() {
        SortedMap<String, String> left = new TreeMap<>(variables);
        left.remove(Variables.FORWARDED_BY);
        left.remove(Variables.FORWARDED_BEFORE);
        left.remove(Variables.FORWARDED_BUSY);
        Tally next = new Tally(tally.events(), tally.legs(), tally.rings(), 0, tally.transfers() + 1);
        return copy(left, next, outline);
    }

    public CallState ended() {
        return copy(head, true, proxied, legs);
    }

    /** Whether the edge only passes the call on. */
    public CallState proxied(boolean passedOn) {
        return copy(head, over, passedOn, legs);
    }

    public CallState with(Tally next) {
        return copy(variables, next, outline);
    }

    public CallState with(Outline next) {
        return copy(variables, tally, next);
    }

    public CallState withLegs(List<Leg> next) {
        return copy(head, over, proxied, next);
    }

    /** Lets go of what rang before the newest attempt: a caller who waits for hours is offered to hundreds. */
    public CallState withoutOlderLegs() {
        List<String> newest = ring == null ? List.of() : ring.legIds();
        return withLegs(legs.stream()
                .filter(leg -> !(leg instanceof Leg.Over) || newest.contains(leg.id()))
                .toList());
    }

    /** Replaces the leg with the same id. */
    public CallState with(Leg next) {
        return withLegs(legs.stream()
                .map(leg -> leg.id().equals(next.id()) ? next : leg)
                .toList());
    }

    /** Adds a leg that rings; its id is {@code b1}, {@code b2} … */
    public CallState plus(Leg.Ringing leg) {
        List<Leg> more = new ArrayList<>(legs);
        more.add(leg);
        return withLegs(more)
                .with(new Tally(tally.events(), tally.legs() + 1, tally.rings(), tally.hops(), tally.transfers()));
    }

    public String nextLegId() {
        return "b" + (tally.legs() + 1);
    }

    /** The newest ring attempt, over or not; whoever asked for it reads its purpose here. */
    public CallState withRing(@Nullable RingAttempt next) {
        return copy(next, flow, place);
    }

    public CallState withFlow(@Nullable FlowPosition next) {
        return copy(ring, next, place);
    }

    public CallState withPlace(@Nullable QueuePlace next) {
        return copy(ring, flow, next);
    }

    public CallState withHold(@Nullable Hold next) {
        return copy(next, transfer, waiting, addition);
    }

    public CallState withTransfer(@Nullable Transfer next) {
        return copy(hold, next, waiting, addition);
    }

    public CallState withWaiting(@Nullable Waiting next) {
        return copy(hold, transfer, next, addition);
    }

    public CallState withAddition(@Nullable Addition next) {
        return copy(hold, transfer, waiting, next);
    }

    /** A user has the call sent on, for being busy or not. */
    public CallState forwardedBy(String username, boolean busy) {
        List<String> before = new ArrayList<>(forwardedBefore());
        Optional.ofNullable(forwardedBy()).ifPresent(before::add);
        CallState next = withVariable(Variables.FORWARDED_BY, username)
                .withVariable(Variables.FORWARDED_BUSY, String.valueOf(busy));
        return before.isEmpty() ? next : next.withVariable(Variables.FORWARDED_BEFORE, String.join(BETWEEN, before));
    }

    /** Whether the user who had the call sent on last was busy, or did not want to be disturbed. */
    public boolean isForwardedBusy() {
        return Boolean.parseBoolean(variables.get(Variables.FORWARDED_BUSY));
    }

    /** The users who had it sent on before that one, the first first. */
    public List<String> forwardedBefore() {
        String names = variables.get(Variables.FORWARDED_BEFORE);
        return names == null ? List.of() : List.of(names.split(BETWEEN));
    }

    /** The user who had the call sent on last; null when nobody has since somebody sent it on a new way. */
    public @Nullable String forwardedBy() {
        return variables.get(Variables.FORWARDED_BY);
    }

    public CallState withVariable(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(variables);
        more.put(name, value);
        return copy(more, tally, outline);
    }

    public CallState answeredAt(Instant at) {
        return outline.answeredAt() != null ? this : with(outline.answered(at));
    }

    /** What was taken for an answer was none. */
    public CallState unanswered() {
        return with(outline.answered(null));
    }

    public CallState inQueue(@Nullable String queueId, @Nullable String agentId) {
        return with(outline.queued(queueId, agentId));
    }

    public CallState inGroup(String groupId) {
        return with(outline.rung(groupId));
    }

    public CallState inConference(String conferenceId) {
        return with(outline.confers(conferenceId));
    }

    /** A recording of one of its talks was begun. */
    public CallState taped() {
        return with(outline.taped());
    }

    public CallState measured(List<MediaFigures> ofLegs) {
        return with(outline.measured(ofLegs));
    }

    /** Somebody answered: a user, or somebody who is none. */
    public CallState takenBy(@Nullable String userId) {
        return with(outline.taken(userId));
    }

    public CallState inFlow(String flowId, int version) {
        return with(outline.walking(flowId, version));
    }

    /** Somebody was consulted in this call for another one, and is joined with its party now. */
    public CallState consultedFor(String parentCallId) {
        CallHead theirs = head.parentCallId() == null ? head.on(parentCallId) : head;
        return copy(theirs, over, proxied, legs);
    }

    /** The call leaves the account this way; null for one that stays after all. */
    public CallState leaving(@Nullable Way by) {
        return with(outline.leaving(by));
    }

    /** A leg rings outside; of those before, the ones that nobody answered are forgotten with their legs. */
    public CallState ringsOutside(String legId, Way by) {
        Stream<OutsideLeg> known = outline.legsOutside().stream()
                .filter(it -> it.answeredAt() != null || leg(it.legId()).isPresent());
        return with(outline.outside(
                Stream.concat(known, Stream.of(new OutsideLeg(legId, by, null))).toList()));
    }

    /** The far end of a leg has answered; of no matter to those inside. */
    public CallState answeredOutside(String legId, Instant at) {
        return outline.legsOutside().isEmpty()
                ? this
                : with(outline.outside(outline.legsOutside().stream()
                        .map(it -> it.legId().equals(legId) ? it.answered(at) : it)
                        .toList()));
    }

    /** The way of the leg outside that is up, of the last if there are several; null where none is. */
    public @Nullable Way wayUp() {
        return outline.legsOutside().stream()
                .filter(it -> leg(it.legId()).orElse(null) instanceof Leg.Up)
                .map(OutsideLeg::way)
                .reduce((before, last) -> last)
                .orElse(null);
    }

    /** The call has come to a mailbox. */
    public CallState atMailbox(String mailboxId) {
        return with(outline.recorded(mailboxId));
    }

    /** A call was started on behalf of this one. */
    public CallState withChild(String childCallId) {
        return with(outline.parentOf(childCallId));
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(head.account(), "call", head.callId());
    }

    private CallState copy(CallHead head, boolean over, boolean proxied, List<Leg> legs) {
        return new CallState(
                head, over, proxied, legs, ring, flow, place, hold, transfer, waiting, addition, variables, tally,
                outline);
    }

    private CallState copy(@Nullable RingAttempt ring, @Nullable FlowPosition flow, @Nullable QueuePlace place) {
        return new CallState(
                head, over, proxied, legs, ring, flow, place, hold, transfer, waiting, addition, variables, tally,
                outline);
    }

    private CallState copy(
            @Nullable Hold hold, @Nullable Transfer transfer, @Nullable Waiting waiting, @Nullable Addition addition) {
        return new CallState(
                head, over, proxied, legs, ring, flow, place, hold, transfer, waiting, addition, variables, tally,
                outline);
    }

    private CallState copy(SortedMap<String, String> variables, Tally tally, Outline outline) {
        return new CallState(
                head, over, proxied, legs, ring, flow, place, hold, transfer, waiting, addition, variables, tally,
                outline);
    }
}
