package io.ringlog.domain.call;

import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.kernel.Because;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a call to a user goes instead of to the user's phones: forward always, then do-not-disturb, then by what the
 * phones said (REFERENCE sections 4.3 and 11.19). Pure.
 */
final class UserForwards {

    private UserForwards() {}

    /** @param target null when the user names none: the call is refused for the same reason */
    record Forward(@Nullable RouteTarget target, Because because) {}

    /** Before anything rings. */
    static Optional<Forward> before(SipUser user) {
        RouteTarget always = RouteTarget.of(user.fwdAlways());
        if (always != null) {
            Because because = Because.of("routing.forward-always").with("user", user.id());
            return Optional.of(new Forward(always, user.dnd() ? because.over("dnd", "fwd_always is set") : because));
        }
        return user.dnd()
                ? Optional.of(chosen(
                        "fwd_busy",
                        user.fwdBusy(),
                        Refusal.BUSY.because().with("user", user.id()).with("dnd", true)))
                : Optional.empty();
    }

    /**
     * When the phones did not take it.
     *
     * @param said what the phones say of the user together
     * @param because what the caller would be told; an unset forward leaves it as it is
     */
    static Forward after(SipUser user, RingOutcome said, Because because) {
        return switch (said) {
            case BUSY, DECLINED -> chosen("fwd_busy", user.fwdBusy(), because.with("phones", said));
            case NO_ANSWER -> chosen("fwd_noanswer", user.fwdNoanswer(), because.with("phones", said));
            case UNREACHABLE -> unreachable(user, because.with("phones", said));
        };
    }

    private static Forward unreachable(SipUser user, Because because) {
        return user.fwdUnreachable() != null
                ? chosen("fwd_unreachable", user.fwdUnreachable(), because)
                : chosen("fwd_noanswer", user.fwdNoanswer(), because.over("fwd_unreachable", "is not set"));
    }

    private static Forward chosen(String forward, @Nullable Dest dest, Because because) {
        RouteTarget target = RouteTarget.of(dest);
        return new Forward(
                target, target == null ? because.over(forward, "is not set") : because.with("forward", forward));
    }
}
