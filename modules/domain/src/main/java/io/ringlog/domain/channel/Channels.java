package io.ringlog.domain.channel;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.Quota;
import io.ringlog.domain.state.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which ceilings over trees of accounts a call counts under, and how much of them is in use. Pure. */
public final class Channels {

    /**
     * A ceiling as this account knows it.
     *
     * @param of the account whose ceiling it is
     * @param used calls of this account that count under it
     * @param lent channels that accounts below this one have
     * @param most calls of this account and channels lent that there may be now
     * @param ceiling of {@code of}, over all accounts below it
     */
    public record Use(String of, int used, int lent, int most, int ceiling) {

        public boolean isFull() {
            return used + lent >= most;
        }

        /** Channels that nobody has; negative where a ceiling was lowered or help was called for. */
        int free() {
            return most - used - lent;
        }

        /** {@code ceiling:acc_r 2 of 2 held, of its 50}. */
        public String words() {
            String own = most == ceiling ? "" : " held, of its " + ceiling;
            return Scopes.ceiling(of) + " " + used + (lent > 0 ? " and " + lent + " lent" : "") + " of " + most + own;
        }
    }

    private Channels() {}

    /** What a call holds beside all else. */
    public static SortedSet<String> scopes(AccountState state, CallHead head) {
        return head.direction() == Direction.INTERNAL
                ? new TreeSet<>()
                : uses(state, head.account()).stream()
                        .map(use -> Scopes.ceiling(use.of()))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The ceilings that calls of an account count under: its own, and the nearest above. */
    public static List<Use> uses(AccountState state, String accountId) {
        List<Use> uses = new ArrayList<>();
        state.config().account(accountId).ifPresent(account -> {
            if (account.maxChannels() != null) {
                uses.add(own(state, account, account.maxChannels()));
            }
            if (account.ceilingOf() != null) {
                uses.add(above(state, account.ceilingOf(), accountId));
            }
        });
        return uses;
    }

    private static Use own(AccountState state, Account account, int most) {
        return new Use(account.id(), used(state, account.id()), state.channels().lent(), most, most);
    }

    private static Use above(AccountState state, String of, String accountId) {
        Quota quota = state.channels().quota(of).orElseGet(() -> Quota.none(accountId, of));
        return new Use(of, used(state, of), state.channels().lent(), quota.held(), quota.ceiling());
    }

    static int used(AccountState state, String of) {
        return state.holders(Scopes.ceiling(of)).size();
    }
}
