package io.ringlog.domain.admission;

import io.ringlog.domain.channel.Channels;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.Scopes;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Decision;
import io.ringlog.kernel.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may be admitted, and what an admitted call holds. Folds leases; keeps no counters.
 * Order: status, rate rules, account, ceilings over trees of accounts, trunk, number, user.
 * All are evaluated for the explanation, the first refusal
 * answers.
 */
final class AdmissionDecider {

    /** One rule's verdict: null text when it lets the call pass. {@code name} tells rules of one code apart. */
    private record Check(
            String code, String name, String read, @Nullable String refusal) {

        Check(String code, String read, @Nullable String refusal) {
            this(code, code, read, refusal);
        }
    }

    private AdmissionDecider() {}

    static Decision<CallEvent> admit(
            AccountState state, CallHead head, @Nullable String trunkId, List<RateRules.Applied> rates) {
        List<Check> checks = new ArrayList<>();
        checks.addAll(standing(state, head));
        rates.forEach(rate -> checks.add(rate(rate)));
        checks.addAll(ceilings(state, head, trunkId));

        Because because = Because.of("admission.admitted");
        for (Check check : checks) {
            because = because.with(check.name(), check.read());
        }
        for (Check check : checks) {
            if (check.refusal() != null) {
                return refused(because, check, checks);
            }
        }
        return Decision.accepted(events(head, scopes(state, head, trunkId), rates), because);
    }

    /** Everything a call holds from its admission. */
    static SortedSet<String> scopes(AccountState state, CallHead head, @Nullable String trunkId) {
        SortedSet<String> scopes = Scopes.of(head, trunkId);
        scopes.addAll(Channels.scopes(state, head));
        return scopes;
    }

    private static Decision<CallEvent> refused(Because read, Check first, List<Check> checks) {
        Because because = new Because(first.code(), read.inputs(), List.of()).over("admit", first.refusal() + "");
        for (Check other : checks) {
            if (!other.equals(first) && other.refusal() != null) {
                because = because.over(other.name(), other.refusal());
            }
        }
        return Decision.rejected(new Rejection(because, first.refusal() + ""));
    }

    private static List<CallEvent> events(CallHead head, SortedSet<String> scopes, List<RateRules.Applied> rates) {
        List<CallEvent> events = new ArrayList<>();
        SortedMap<String, Integer> windows = new TreeMap<>();
        rates.forEach(rate -> windows.put(rate.window().id(), rate.limit().periodSec()));
        events.add(new CallEvent.CallAdmitted(head.callId(), List.copyOf(scopes), windows.isEmpty() ? null : windows));
        rates.stream()
                .filter(rate -> !rate.limit().hard() && rate.isFull())
                .forEach(rate -> events.add(new CallEvent.LimitExceeded(
                        head.callId(), rate.limit().id(), rate.window().id())));
        return events;
    }

    private static List<Check> standing(AccountState state, CallHead head) {
        List<Check> checks = new ArrayList<>();
        Account.Status status =
                state.config().account(head.account()).map(Account::status).orElse(Account.Status.ACTIVE);
        checks.add(new Check(
                Refusal.ACCOUNT_INACTIVE.code(),
                Because.word(status),
                status == Account.Status.ACTIVE ? null : "the account is " + Because.word(status)));
        if (head.didId() != null) {
            Did.Status did =
                    state.config().as(head.didId(), Did.class).map(Did::status).orElse(Did.Status.DISABLED);
            checks.add(new Check(
                    Refusal.NUMBER_INACTIVE.code(),
                    Because.word(did),
                    did == Did.Status.ACTIVE ? null : "the number is " + Because.word(did)));
        }
        return checks;
    }

    private static Check rate(RateRules.Applied rate) {
        int used = rate.window().admitted().size();
        String read = used + " of " + rate.limit().maxCount();
        boolean refuses = rate.limit().hard() && rate.isFull();
        return new Check(
                Refusal.RATE.code(),
                "rate " + rate.window().id(),
                read,
                refuses
                        ? "limit " + rate.limit().id() + ": " + read + " in "
                                + rate.limit().periodSec() + " s"
                        : null);
    }

    private static List<Check> ceilings(AccountState state, CallHead head, @Nullable String trunkId) {
        List<Check> checks = new ArrayList<>();
        if (head.direction() != Direction.INTERNAL) {
            Integer most =
                    state.config().account(head.account()).map(ceiling(head)).orElse(null);
            checks.add(ceiling(Refusal.ACCOUNT_FULL, Scopes.account(head.direction()), most, state));
        }
        channels(state, head).forEach(checks::add);
        if (trunkId != null) {
            Integer most = state.config()
                    .as(trunkId, SipTrunk.class)
                    .map(SipTrunk::maxChannels)
                    .orElse(null);
            checks.add(ceiling(Refusal.TRUNK_FULL, Scopes.trunk(trunkId), most, state));
        }
        if (head.didId() != null) {
            Integer most = state.config()
                    .as(head.didId(), Did.class)
                    .map(Did::maxChannels)
                    .orElse(null);
            checks.add(ceiling(Refusal.NUMBER_FULL, Scopes.did(head.didId()), most, state));
        }
        if (head.userId() != null) {
            Integer most = state.config()
                    .user(head.userId())
                    .map(SipUser::maxSimultaneous)
                    .orElse(null);
            checks.add(ceiling(Refusal.USER_FULL, Scopes.user(head.userId()), most, state));
        }
        return checks;
    }

    /** A call that holds a channel already, because it came in, needs no other one to leave. */
    private static Stream<Check> channels(AccountState state, CallHead head) {
        return head.direction() == Direction.INTERNAL
                ? Stream.empty()
                : Channels.uses(state, head.account()).stream()
                        .filter(use -> !state.holders(Scopes.ceiling(use.of())).contains(head.callId()))
                        .map(use -> new Check(
                                Refusal.RESELLER_FULL.code(),
                                Scopes.ceiling(use.of()),
                                use.words(),
                                use.isFull() ? use.words() + " in use" : null));
    }

    private static Function<Account, @Nullable Integer> ceiling(CallHead head) {
        return switch (head.direction()) {
            case INBOUND -> Account::maxIn;
            case OUTBOUND -> Account::maxOut;
            case DIALER -> Account::maxDialer;
            case INTERNAL -> account -> null;
        };
    }

    private static Check ceiling(Refusal full, String scope, @Nullable Integer most, AccountState state) {
        int held = state.holders(scope).size();
        String read = scope + (most == null ? " holds " + held : " " + held + " of " + most);
        return new Check(full.code(), read, most != null && held >= most ? read + " in use" : null);
    }
}
