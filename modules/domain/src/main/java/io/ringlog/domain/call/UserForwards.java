package io.ringlog.domain.call;

import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.kernel.Because;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a call to a user goes instead of to the user's phones: forward always, then do-not-disturb, then by what the
 * phones said; where no forward is set, to the user's mailbox (REFERENCE sections 4.3 and 11.19). Pure.
 */
final class UserForwards {

    private UserForwards() {}

    /**
     * Where it goes.
     *
     * @param target null when the user names none: the call is refused for the same reason
     * @param busy whether it goes there because the user is busy or does not want to be disturbed
     */
    record Forward(@Nullable RouteTarget target, Because because, boolean busy) {
        Forward(@Nullable RouteTarget target, Because because) {
            this(target, because, false);
        }

        Forward forBusy() {
            return new Forward(target, because, true);
        }
    }

    /** Before anything rings. */
    static Optional<Forward> before(SipUser user) {
        RouteTarget always = RouteTarget.of(user.fwdAlways());
        if (always != null) {
            Because because = Because.of("routing.forward-always").with("user", user.id());
            return Optional.of(new Forward(always, user.dnd() ? because.over("dnd", "fwd_always is set") : because));
        }
        return user.dnd()
                ? Optional.of(chosen(
                                user,
                                "fwd_busy",
                                user.fwdBusy(),
                                Refusal.BUSY.because().with("user", user.id()).with("dnd", true))
                        .forBusy())
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
            case BUSY, DECLINED ->
                chosen(user, "fwd_busy", user.fwdBusy(), because.with("phones", said))
                        .forBusy();
            case NO_ANSWER -> chosen(user, "fwd_noanswer", user.fwdNoanswer(), because.with("phones", said));
            case UNREACHABLE -> unreachable(user, because.with("phones", said));
        };
    }

    private static Forward unreachable(SipUser user, Because because) {
        return user.fwdUnreachable() != null
                ? chosen(user, "fwd_unreachable", user.fwdUnreachable(), because)
                : chosen(user, "fwd_noanswer", user.fwdNoanswer(), because.over("fwd_unreachable", "is not set"));
    }

    private static Forward chosen(SipUser user, String forward, @Nullable Dest dest, Because because) {
        if (dest != null) {
            return new Forward(RouteTarget.of(dest), because.with("forward", forward));
        }
        Because unset = because.over(forward, "is not set");
        String box = user.voicemailId();
        return box == null
                ? new Forward(null, unset)
                : new Forward(RouteTarget.of(new Dest(DestKind.VOICEMAIL, box)), unset.with("forward", "voicemail_id"));
    }
}
