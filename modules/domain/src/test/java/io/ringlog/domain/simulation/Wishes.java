package io.ringlog.domain.simulation;

import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.journal.CallAsked;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.HangUpRequested;
import io.ringlog.domain.journal.HoldRequested;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.MessageActed;
import io.ringlog.domain.journal.MessageActed.Verb;
import io.ringlog.domain.journal.Outgoing.CommandRecord;
import io.ringlog.domain.journal.Outgoing.EffectRecord;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Hold;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.testing.Facts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What people want of their calls and messages: over REST a call, the end of one, a message heard or gone; by the keys
 * of their phone that somebody goes elsewhere (REFER). Beside it how often they got it.
 */
final class Wishes {

    private static final List<String> DIALLED = List.of("**ben", "701", "702", "700", "600", "100", "*52");

    private final SplittableRandom random;
    private final Map<String, Integer> granted = new TreeMap<>();

    Wishes(SplittableRandom random) {
        this.random = random;
    }

    /** How often something was granted: {@code hang}, {@code call}, {@code message} or {@code refer}. */
    int granted(String wish) {
        return granted.getOrDefault(wish, 0);
    }

    void see(Outcome outcome) {
        outcome.outgoing().forEach(outgoing -> {
            if (outgoing instanceof EffectRecord(var _, var _, var _, Effect.Reply reply) && reply.accepted()) {
                granted.merge(reply.requestId().replaceAll("-.*", ""), 1, Integer::sum);
            } else if (outgoing instanceof CommandRecord it
                    && it.command() instanceof Command.AnswerRefer answer
                    && answer.status() == 202) {
                granted.merge("refer", 1, Integer::sum);
            }
        });
    }

    /** Something that somebody of an account wants; {@code phones} are those at an edge. */
    Optional<Input> next(AccountState state, int number, String name, Function<String, Facts> phones) {
        return switch (random.nextInt(8)) {
            case 0 -> one(List.copyOf(state.calls())).map(it -> hangUp(it, number));
            case 1, 2 -> Optional.of(call(number, name));
            case 3, 4 -> one(List.copyOf(state.mailboxes())).flatMap(it -> message(it, number));
            default -> one(talking(state)).map(it -> refer(state, it, name, phones));
        };
    }

    /** What is dialled for a slot of the park lot, more often one where somebody waits. */
    static String slot(AccountState state, SplittableRandom random) {
        List<String> taken = state.calls().stream()
                .map(CallState::waiting)
                .filter(Objects::nonNull)
                .flatMap(it -> Stream.ofNullable(it.slot()))
                .toList();
        return taken.isEmpty() || random.nextInt(4) == 0
                ? "70" + (1 + random.nextInt(3))
                : taken.get(random.nextInt(taken.size()));
    }

    /** Somebody puts the others of a call on hold, or takes them back. */
    static Optional<Input> hold(AccountState state, SplittableRandom random, int number) {
        List<CallState> calls =
                state.calls().stream().filter(call -> call.up().size() > 1).toList();
        if (calls.isEmpty()) {
            return Optional.empty();
        }
        CallState call = calls.get(random.nextInt(calls.size()));
        Hold hold = call.hold();
        String leg = hold != null
                ? hold.legId()
                : call.up().get(random.nextInt(call.up().size())).id();
        return Optional.of(new HoldRequested("hold-" + number, "api", call.callId(), leg, hold == null, "sim"));
    }

    private static Input hangUp(CallState call, int number) {
        return new HangUpRequested("hang-" + number, "api", call.callId(), "sim");
    }

    /** Some ask twice with one key. */
    private Input call(int number, String name) {
        String key = random.nextInt(3) == 0 ? "key-" + number / 20 : null;
        String to = random.nextInt(2) == 0 ? "**" + name : DIALLED.get(random.nextInt(DIALLED.size()));
        return new CallAsked("call-" + number, "api", "us_" + name, to, key, 15, "sim");
    }

    private Optional<Input> message(MailboxState box, int number) {
        Verb verb = Verb.values()[random.nextInt(Verb.values().length)];
        return one(box.messages())
                .map(it -> new MessageActed("message-" + number, "api", box.mailboxId(), it.messageId(), verb, "sim"));
    }

    /** To a colleague, to a number outside, or into the place of a leg of another call. */
    private Input refer(AccountState state, CallState call, String name, Function<String, Facts> phones) {
        Leg leg = call.up().get(random.nextInt(call.up().size()));
        Facts phone = phones.apply(call.head().edge());
        return switch (random.nextInt(4)) {
            case 0 -> phone.refers(call.callId(), leg.id(), "0301234567");
            case 1 -> phone.refers(call.callId(), leg.id(), elsewhere(state, leg));
            default -> phone.refers(call.callId(), leg.id(), name);
        };
    }

    /** Where the same party talks beside, else anybody. */
    private LegRef elsewhere(AccountState state, Leg leg) {
        List<LegRef> legs = talking(state).stream()
                .flatMap(call -> call.up().stream().map(it -> Map.entry(it, new LegRef(call.callId(), it.id()))))
                .filter(it -> !it.getKey().equals(leg))
                .sorted((one, two) -> Boolean.compare(
                        two.getKey().party().equals(leg.party()),
                        one.getKey().party().equals(leg.party())))
                .map(Map.Entry::getValue)
                .toList();
        return legs.isEmpty() ? new LegRef("nowhere", leg.id()) : legs.getFirst();
    }

    private static List<CallState> talking(AccountState state) {
        return state.calls().stream()
                .filter(call -> call.up().stream().anyMatch(Leg.InTalk.class::isInstance))
                .toList();
    }

    private <T> Optional<T> one(List<T> some) {
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
    }
}
