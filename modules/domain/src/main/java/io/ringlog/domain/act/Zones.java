package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.cdr.CdrProjection;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.number.NumberPlan;
import io.ringlog.domain.number.PublicNumber;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.Way;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In which time zones the parties of a call live, for whoever rates it. */
final class Zones {

    private static final String UTC = "UTC";

    private Zones() {}

    static CdrProjection.Zones of(LiveCall call) {
        CallHead head = call.head();
        Optional<Account> account = call.turn().state().config().account(head.account());
        String country = account.map(Account::country).orElse(null);
        return new CdrProjection.Zones(
                account.map(Account::timezone).filter(it -> !it.equals(UTC)).orElse(null),
                outside(call, country).flatMap(call.turn().numbers()::zone).orElse(null));
    }

    /** The number that the call left to, or came from. */
    private static Optional<String> outside(LiveCall call, @Nullable String country) {
        Way way = call.state().outline().way();
        if (way != null) {
            return Optional.of(way.number());
        }
        NumberPlan numbers = call.turn().numbers();
        return call.head().direction() == Direction.INBOUND
                ? numbers.read(call.head().from(), country, null).map(PublicNumber::e164)
                : Optional.empty();
    }
}
