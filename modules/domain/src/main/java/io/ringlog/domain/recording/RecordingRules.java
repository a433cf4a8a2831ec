package io.ringlog.domain.recording;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.CallGroup;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.RecordedCalls;
import io.ringlog.domain.config.RecordingRule;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.config.Variables;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.ConfigIndex;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Talk;
import io.ringlog.kernel.Because;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a talk is recorded, and who says so. The first of these that says anything decides: the flow, the users of
 * the talk, the queue, the ring group, the number that was called, the trunk, the account. Of users who differ the one
 * who wants more decides. Pure.
 */
final class RecordingRules {

    private RecordingRules() {}

    /** @param by who says so, for example {@code user us_1} */
    record Verdict(RecordingRule rule, String by) {

        Because because(String code) {
            return Because.of(code).with("says", by).with("rule", rule);
        }
    }

    static Verdict of(Turn turn, Talk talk) {
        ConfigIndex config = turn.state().config();
        List<CallState> calls = talk.legs().stream()
                .map(LegRef::callId)
                .distinct()
                .flatMap(id -> turn.live(id).map(LiveCall::state).stream())
                .toList();
        List<Party> parties =
                talk.legs().stream().flatMap(leg -> party(turn, leg).stream()).toList();
        Stream<Function<ConfigIndex, Stream<Verdict>>> levels = Stream.of(
                it -> calls.stream().flatMap(RecordingRules::ofFlow),
                it -> users(it, parties, calls),
                it -> each(calls, call -> call.outline().queueId())
                        .flatMap(id -> said("queue", id, it.queue(id).map(Queue::recording))),
                it -> each(calls, call -> call.outline().ringGroupId())
                        .flatMap(id -> said("ring_group", id, it.ringGroup(id).map(CallGroup::recording))),
                it -> each(calls, call -> call.head().didId())
                        .flatMap(id -> said("did", id, it.as(id, Did.class).map(Did::recording))),
                it -> trunks(it, parties));
        return levels.flatMap(level -> level.apply(config).max(Comparator.comparing(Verdict::rule)).stream())
                .findFirst()
                .orElseGet(() -> ofAccount(config, turn.account(), calls));
    }

    private static Optional<Party> party(Turn turn, LegRef ref) {
        return turn.live(ref.callId())
                .flatMap(call -> call.state().leg(ref.legId()))
                .map(Leg::party);
    }

    private static Stream<Verdict> ofFlow(CallState call) {
        String said = call.variables().get(Variables.RECORDING_RULE);
        String flow = String.valueOf(call.outline().flowId());
        return Stream.of(RecordingRule.values())
                .filter(rule -> Because.word(rule).equals(said))
                .map(rule -> new Verdict(rule, "flow " + flow));
    }

    private static Stream<Verdict> users(ConfigIndex config, List<Party> parties, List<CallState> calls) {
        return parties.stream()
                .flatMap(party -> Optional.ofNullable(party.userId()).flatMap(config::user).stream())
                .filter(user -> isFor(user.recordingCalls(), calls))
                .flatMap(user -> said("user", user.id(), Optional.of(user).map(SipUser::recording)));
    }

    private static Stream<Verdict> trunks(ConfigIndex config, List<Party> parties) {
        return parties.stream()
                .filter(Party.Trunk.class::isInstance)
                .map(party -> ((Party.Trunk) party).trunkId())
                .flatMap(id -> said("trunk", id, config.as(id, SipTrunk.class).map(SipTrunk::recording)));
    }

    private static Verdict ofAccount(ConfigIndex config, String account, List<CallState> calls) {
        RecordingRule rule = config.account(account)
                .filter(it -> isFor(it.recordingCalls(), calls))
                .map(Account::recording)
                .orElse(RecordingRule.OFF);
        return new Verdict(rule, "account " + account);
    }

    private static Stream<String> each(List<CallState> calls, Function<CallState, @Nullable String> id) {
        return calls.stream().flatMap(call -> Stream.ofNullable(id.apply(call)));
    }

    private static Stream<Verdict> said(String kind, String id, Optional<RecordingRule> rule) {
        return rule.map(it -> new Verdict(it, kind + " " + id)).stream();
    }

    private static boolean isFor(RecordedCalls wanted, List<CallState> calls) {
        return wanted == RecordedCalls.ALL
                || calls.stream().anyMatch(call -> wanted == of(call.head().direction()));
    }

    private static RecordedCalls of(Direction direction) {
        return switch (direction) {
            case INBOUND -> RecordedCalls.INBOUND;
            case OUTBOUND, DIALER -> RecordedCalls.OUTBOUND;
            case INTERNAL -> RecordedCalls.INTERNAL;
        };
    }
}
