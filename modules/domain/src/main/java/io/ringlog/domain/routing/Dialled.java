package io.ringlog.domain.routing;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.schedule.Hours;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallHead;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a dialled string means in an account: a number, an extension or a user, and where it leads right now. Pure. */
public final class Dialled {

    /** Where a call goes, or why nowhere. */
    public sealed interface Answer {

        /** The target and why it was chosen. */
        record Found(
                RouteTarget target,
                Because because,
                @Nullable Warning warning) implements Answer {

            /** Found without anything to warn of. */
            Found(RouteTarget target, Because because) {
                this(target, because, null);
            }
        }

        /** Nothing takes this call. */
        record Nowhere(Rejection why) implements Answer {}
    }

    /** Hours that could not be read, and the row they are attached to. */
    public record Warning(Hours.Broken hours, String rowId) {}

    private Dialled() {}

    /** Digits without the plus and without separators, as numbers are kept. */
    public static String normalised(String dialled) {
        String digits = dialled.startsWith("+") ? dialled.substring(1) : dialled;
        return digits.chars().allMatch(c -> Character.isDigit(c) || c == '-' || c == '.' || c == ' ')
                ? digits.replaceAll("[-. ]", "")
                : dialled;
    }

    /** Whether an authenticated caller stays inside the account with this. */
    public static boolean isInternal(AccountState state, String dialled) {
        return Features.of(state, dialled).isPresent()
                || state.config().extension(dialled).isPresent()
                || state.config().userNamed(dialled).isPresent()
                || state.config().did(normalised(dialled)).isPresent();
    }

    public static Answer resolve(AccountState state, CallHead head, Instant now) {
        return switch (head.direction()) {
            case INBOUND -> inbound(state, head, now);
            case INTERNAL -> internal(state, head.to(), now);
            case OUTBOUND, DIALER -> nowhere(Refusal.TARGET_UNAVAILABLE, head.to() + " is outside the account");
        };
    }

    private static Answer inbound(AccountState state, CallHead head, Instant now) {
        boolean refused = isAnonymous(head.from())
                && state.config()
                        .did(head.to())
                        .filter(did -> !did.allowAnonymous())
                        .isPresent();
        return refused
                ? nowhere(Refusal.ANONYMOUS_REFUSED, head.to() + " takes no calls without a caller number")
                : number(state, head.to(), now);
    }

    private static boolean isAnonymous(String from) {
        return from.isEmpty() || from.equalsIgnoreCase("anonymous");
    }

    private static Answer number(AccountState state, String e164, Instant now) {
        Optional<Did> found = state.config().did(e164);
        if (found.isEmpty()) {
            return nowhere(Refusal.UNKNOWN_NUMBER, e164 + " is not a number of this account");
        }
        Did did = found.get();
        if (did.status() != Did.Status.ACTIVE) {
            return nowhere(Refusal.NUMBER_INACTIVE, "the number is " + Because.word(did.status()));
        }
        Because because = Because.of("routing.number").with("number", e164).with("did", did.id());
        RouteTarget own = did.dest();
        if (own != null) {
            return BusinessHours.target(state, did, own, because, now);
        }
        return state.config()
                .account(did.accountId())
                .flatMap(Dialled::unrouted)
                .map(it -> BusinessHours.target(state, did, it.target(), because.with("default_of", it.of()), now))
                .orElseGet(() -> nowhere(Refusal.NO_ROUTE, e164 + " leads nowhere and the account has no default"));
    }

    /** Where numbers without a target lead, and the account that says so. */
    private record Default(RouteTarget target, String of) {}

    private static Optional<Default> unrouted(Account account) {
        RouteTarget own = RouteTarget.of(account.didDefaultDest());
        return own != null
                ? Optional.of(new Default(own, account.id()))
                : Optional.ofNullable(account.unrouted()).map(it -> new Default(it.route(), it.accountId()));
    }

    /** Where a string leads that somebody inside the account dials. */
    public static Answer inside(AccountState state, String dialled, Instant now) {
        return internal(state, dialled, now);
    }

    private static Answer internal(AccountState state, String dialled, Instant now) {
        Optional<Extension> extension = state.config().extension(dialled);
        if (extension.isPresent()) {
            return extension(state, extension.get(), now);
        }
        Optional<SipUser> user = state.config().userNamed(dialled);
        return user.<Answer>map(it -> new Answer.Found(
                        new RouteTarget(DestKind.USER, it.id(), Map.of()),
                        Because.of("routing.user").with("username", dialled)))
                .orElseGet(() -> number(state, normalised(dialled), now));
    }

    /** Where an extension leads right now; also used when a target names one. */
    public static Answer extension(AccountState state, Extension extension, Instant now) {
        if (extension.status() != RowStatus.ACTIVE) {
            return nowhere(Refusal.EXTENSION_DISABLED, "extension " + extension.digits() + " is disabled");
        }
        return BusinessHours.target(
                state,
                extension,
                extension.dest(),
                Because.of("routing.extension").with("extension", extension.digits()),
                now);
    }

    private static Answer nowhere(Refusal why, String text) {
        return new Answer.Nowhere(why.rejection(text));
    }

    /** Whether a caller that nobody authenticated may call in, and from where. */
    public static boolean mayCallIn(AccountState state, String trunkAccountId, String accountId) {
        return trunkAccountId.equals(accountId)
                || state.config()
                        .account(accountId)
                        .map(Account::ancestors)
                        .orElse(List.of())
                        .contains(trunkAccountId);
    }

    /**
     * A domain that is not the account's is none of the caller's business here: its users are others, whatever they are
     * called. A trunk dials numbers, which need no domain.
     */
    public static Optional<Rejection> elsewhere(AccountState state, InviteReceived invite) {
        DigestAnswer auth = invite.auth();
        String domain = invite.requestDomain();
        boolean ours = auth == null
                || domain.equalsIgnoreCase(auth.realm())
                || state.config().answersOn(domain);
        return ours
                ? Optional.empty()
                : Optional.of(Refusal.FOREIGN_DOMAIN.rejection(domain + " is not a domain of the caller's account"));
    }
}
