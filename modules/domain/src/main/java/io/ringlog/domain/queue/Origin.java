package io.ringlog.domain.queue;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.Leg;
import org.jspecify.annotations.Nullable;

/**
 * Who stands in a queue and asks to be called back, whoever began the call that brought them there. Pure.
 *
 * @param userId the user of the account it is; null for a stranger
 * @param number where they are, as the account dials it; null where that is not known
 */
record Origin(@Nullable String userId, @Nullable String number) {

    static Origin of(LiveCall call) {
        return of(call.turn().state(), call.state().guest().map(Leg::party).orElseGet(Party.Anonymous::new));
    }

    static Origin of(AccountState state, Party party) {
        return switch (party) {
            case Party.Device(String userId, String _) ->
                new Origin(
                        userId,
                        state.config().user(userId).map(SipUser::username).orElse(null));
            case Party.Number(String number) -> new Origin(null, "+" + number);
            case Party.Trunk(String _, String number) -> new Origin(null, "+" + number);
            case Party.Anonymous() -> new Origin(null, null);
        };
    }
}
