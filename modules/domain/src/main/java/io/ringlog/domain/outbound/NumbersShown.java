package io.ringlog.domain.outbound;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.CallerId;
import io.ringlog.domain.number.NumberFormat;
import io.ringlog.domain.state.CallHead;
import io.ringlog.kernel.Because;

/** How the phones of an account show the numbers of those who call in from outside. */
public final class NumbersShown {

    private NumbersShown() {}

    /** What is shown, with the caller's number written as the account wants it; every other number as it is. */
    public static CallerId of(Turn turn, CallHead head, CallerId shown) {
        boolean outside =
                head.direction() == Direction.INBOUND && shown.number().equals(head.from());
        if (!outside) {
            return shown;
        }
        return turn.state()
                .config()
                .account(turn.account())
                .filter(account -> account.numberFormat() != NumberFormat.AS_RECEIVED)
                .map(account -> new CallerId(written(turn, account, head.from()), shown.name()))
                .orElse(shown);
    }

    /** Phones show the From of an INVITE that is passed on; it is written anew where the carrier wrote otherwise. */
    public static void overwrite(LiveCall call, String received) {
        CallHead head = call.head();
        Account account =
                call.turn().state().config().account(call.turn().account()).orElse(null);
        if (account == null || account.numberFormat() == NumberFormat.AS_RECEIVED) {
            return;
        }
        CallerId shown = of(call.turn(), head, new CallerId(head.from(), head.fromName()));
        if (!shown.number().equals(received)) {
            call.command(new Command.OverwriteFrom(call.id(), shown));
            call.emit(
                    new CallEvent.FromOverwritten(call.id(), received, shown.number()),
                    Because.of("number.format").with("format", Because.word(account.numberFormat())));
        }
    }

    private static String written(Turn turn, Account account, String e164) {
        return turn.numbers().written(e164, account.country(), account.numberFormat());
    }
}
