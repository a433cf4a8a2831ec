package io.ringlog.domain.channel;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.journal.ChannelEvent.ChannelsHeld;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.state.Quota;
import io.ringlog.kernel.Because;
import org.jspecify.annotations.Nullable;

/** What an account under the ceiling of another holds, gives back and asks for. */
final class Borrowing {

    /** One channel in so many that are in use is held in reserve, and one at least. */
    private static final int PART = 8;

    private Borrowing() {}

    static void settle(Turn turn) {
        String above = above(turn);
        if (above != null && turn.state().channels().quota(above).isEmpty()) {
            turn.put(Quota.none(turn.account(), above));
        }
        turn.state()
                .channels()
                .quotas()
                .forEach(quota -> settle(turn, quota, quota.of().equals(above)));
    }

    /** Whose ceiling counts now; null for nobody's, and for an account that takes no calls. */
    private static @Nullable String above(Turn turn) {
        return ChannelDesk.account(turn)
                .filter(it -> it.status() == Account.Status.ACTIVE)
                .map(Account::ceilingOf)
                .orElse(null);
    }

    private static void settle(Turn turn, Quota quota, boolean counts) {
        int busy = Channels.used(turn.state(), quota.of())
                + turn.state().channels().lent();
        int spare = quota.held() - busy;
        int missed = ChannelDesk.waiting(turn).need();
        int reserve = counts ? Math.max(1, busy / PART) : 0;
        int keep = quota.scarce() ? 0 : reserve;
        boolean tooMany = !counts || quota.scarce() || spare > 2 * reserve + missed;
        int returned = tooMany ? Math.max(0, spare - keep - (counts ? missed : 0)) : 0;
        int wish = counts ? capped(turn, quota, Math.max(0, reserve + missed - spare) + Lending.wished(turn)) : 0;
        int need = Math.min(wish, Math.max(0, missed - Math.max(0, spare)) + Lending.needed(turn));
        Quota next = quota.reporting(returned, wish, need);
        if (!next.equals(quota)) {
            turn.put(next);
            tell(turn, next);
            if (returned > 0) {
                said(turn, next);
            }
        }
    }

    /** More than its own ceiling an account can neither use nor lend. */
    private static int capped(Turn turn, Quota quota, int wish) {
        Integer most = ChannelDesk.account(turn).map(Account::maxChannels).orElse(null);
        return most == null ? wish : Math.clamp((long) most - quota.held(), 0, wish);
    }

    static void tell(Turn turn, Quota quota) {
        turn.effect(new Effect.TellAccount(quota.of(), quota.said()));
    }

    static void said(Turn turn, Quota quota) {
        turn.emit(
                new ChannelsHeld(quota.of(), quota.held(), quota.ceiling()),
                Because.of("channels.held").with("scarce", quota.scarce()));
    }
}
