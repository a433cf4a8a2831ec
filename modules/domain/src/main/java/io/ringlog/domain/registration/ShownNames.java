package io.ringlog.domain.registration;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.state.AccountState;
import io.ringlog.kernel.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a caller may show the name in its From. Whoever is called sees it as it was sent, so it must be one of the
 * caller's own: its login, its user, an extension or number of its user, or nobody. Pure.
 */
public final class ShownNames {

    private ShownNames() {}

    /** Why the call is refused; empty for a caller who shows itself. */
    public static Optional<Rejection> ofAnother(
            AccountState state, InviteReceived invite, SipDevice device, SipUser user) {
        String shown = invite.fromUser();
        boolean own = isNobody(shown)
                || shown.equals(device.authUsername())
                || shown.equals(user.username())
                || shown.equals(user.id())
                || isExtensionOf(state, shown, user)
                || isNumber(shown, user.outCidNumber());
        return own
                ? Optional.empty()
                : Optional.of(AuthRefusal.FROM_OF_ANOTHER.rejection(
                        user.username() + " may not call as " + shown + " in From"));
    }

    private static boolean isNobody(String shown) {
        return shown.isEmpty() || shown.equalsIgnoreCase("anonymous");
    }

    private static boolean isExtensionOf(AccountState state, String shown, SipUser user) {
        return state.config()
                .extension(shown)
                .filter(one -> one.dest().kind() == DestKind.USER
                        && user.id().equals(one.dest().id()))
                .isPresent();
    }

    private static boolean isNumber(String shown, @Nullable String number) {
        return number != null && bare(shown).equals(bare(number));
    }

    private static String bare(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }
}
