package io.ringlog.domain.channel;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.journal.ChannelEvent.ChannelsLent;
import io.ringlog.domain.journal.ChannelInput.ChannelsGranted;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.state.ChannelBook;
import io.ringlog.domain.state.Grantee;
import io.ringlog.domain.state.Quota;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What an account with a ceiling does for those below it. */
final class Lending {

    private Lending() {}

    /** Lends what is free to whoever refuses callers, then to whoever wishes, and says when there is too little. */
    static void settle(Turn turn, Set<String> unanswered) {
        SortedSet<String> told = new TreeSet<>(unanswered);
        told.addAll(lend(turn, Grantee::need));
        told.addAll(lend(turn, Grantee::wish));
        boolean scarce = isScarce(turn);
        for (Grantee other : book(turn).told(!scarce)) {
            turn.put(other.told(scarce));
            told.add(other.to());
        }
        told.forEach(to -> book(turn).grantee(to).map(it -> it.told(scarce)).ifPresent(it -> {
            turn.put(it);
            tell(turn, it);
        }));
    }

    private static ChannelBook book(Turn turn) {
        return turn.state().channels();
    }

    private static List<String> lend(Turn turn, ToIntFunction<Grantee> what) {
        return book(turn).wishing().stream()
                .filter(grantee -> lent(turn, grantee, what.applyAsInt(grantee)))
                .map(Grantee::to)
                .toList();
    }

    private static boolean lent(Turn turn, Grantee grantee, int wanted) {
        int channels = Math.min(wanted, free(turn));
        if (channels <= 0) {
            return false;
        }
        Grantee after = grantee.lent(channels);
        turn.put(after);
        said(turn, after);
        return true;
    }

    /** Channels nobody has, less those the account's own callers were refused for; negative for too few. */
    static int free(Turn turn) {
        int spare = hasCeiling(turn)
                ? Channels.uses(turn.state(), turn.account()).stream()
                        .mapToInt(Channels.Use::free)
                        .min()
                        .orElse(0)
                : -book(turn).lent();
        return spare - ChannelDesk.waiting(turn).need();
    }

    private static boolean hasCeiling(Turn turn) {
        return ceiling(turn) != null;
    }

    private static @Nullable Integer ceiling(Turn turn) {
        return ChannelDesk.account(turn).map(Account::maxChannels).orElse(null);
    }

    private static boolean isScarce(Turn turn) {
        return free(turn) < 0
                || needed(turn) > 0
                || book(turn).quotas().stream().anyMatch(Quota::scarce);
    }

    /** Channels that callers below were refused for. */
    static int needed(Turn turn) {
        return book(turn).wishing().stream().mapToInt(Grantee::need).sum();
    }

    /** Channels that accounts below would like to have. */
    static int wished(Turn turn) {
        return book(turn).wishing().stream().mapToInt(Grantee::wish).sum();
    }

    static void tell(Turn turn, Grantee grantee) {
        Integer most = ceiling(turn);
        var grant = new ChannelsGranted(
                turn.account(), grantee.seq(), grantee.out(), most == null ? 0 : most, grantee.scarce());
        turn.effect(new Effect.TellAccount(grantee.to(), grant));
    }

    static void said(Turn turn, Grantee grantee) {
        turn.emit(
                new ChannelsLent(grantee.to(), grantee.outstanding(), free(turn)),
                Because.of("channels.lent").with("wish", grantee.wish()).with("need", grantee.need()));
    }
}
