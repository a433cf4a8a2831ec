package io.ringlog.domain.outbound;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.number.PublicNumber;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a dialled string is outside the account. Pure. */
public final class Numbers {

    private Numbers() {}

    /** An emergency number of the account's country before all else. */
    public static Optional<PublicNumber> read(Turn turn, String dialled, @Nullable String userId) {
        Optional<Account> account = turn.state().config().account(turn.account());
        String country = account.map(Account::country).orElse(null);
        String bare = dialled.replaceAll("[-. ()]", "");
        if (isEmergency(turn, account, bare)) {
            return Optional.of(new PublicNumber(bare, NumberClass.EMERGENCY));
        }
        String own = Optional.ofNullable(userId)
                .flatMap(turn.state().config()::user)
                .map(SipUser::outCidNumber)
                .or(() -> account.map(Account::defaultCidNumber))
                .orElse(null);
        return turn.numbers().read(dialled, country, own);
    }

    /** Whether a call to this must go through whatever stands in its way. */
    public static boolean isEmergency(Turn turn, String dialled) {
        return read(turn, dialled, null)
                .filter(it -> it.numberClass() == NumberClass.EMERGENCY)
                .isPresent();
    }

    private static boolean isEmergency(Turn turn, Optional<Account> account, String digits) {
        List<String> own = account.map(Account::emergencyNumbers).orElse(List.of());
        String country = account.map(Account::country).orElse(null);
        return own.isEmpty() ? country != null && turn.numbers().isEmergency(digits, country) : own.contains(digits);
    }
}
