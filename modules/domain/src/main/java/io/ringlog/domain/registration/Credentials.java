package io.ringlog.domain.registration;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.registration.DigestCheck.Kept;
import io.ringlog.domain.state.NonceUse;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Code;
import io.ringlog.kernel.Rejection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who stands behind a digest answer: a device and its user, a trunk, or why nobody does. */
public final class Credentials {

    private final DigestCheck digest;

    public Credentials(SecretOpener secrets) {
        this.digest = new DigestCheck(secrets);
    }

    /** What a check found. */
    public sealed interface Verdict {

        /** The answer is right and everybody involved is active. */
        record Known(SipDevice device, SipUser user) implements Verdict {}

        /** The same of a trunk that logs in. */
        record Peer(SipTrunk trunk) implements Verdict {}

        /** Wrong, replayed or unknown: challenge again, the same for all, so that nobody can list users. */
        record Unproven(Rejection why) implements Verdict {}

        /** Right, but not allowed; the user is null when the device has none, and of a trunk. */
        record Barred(@Nullable SipUser user, Rejection why) implements Verdict {}
    }

    /** Checks the answer and remembers its nonce count. */
    public Verdict check(@Nullable DigestAnswer answer, Turn turn) {
        if (answer == null) {
            return unproven(AuthRefusal.MISSING, "the request carries no credentials");
        }
        Optional<SipDevice> device = turn.state().config().device(answer.username(), answer.realm());
        Optional<SipTrunk> trunk = turn.state().config().trunk(answer.username(), answer.realm());
        Optional<Kept> kept = device.map(it -> new Kept(it.id(), it.ha1(), it.ha1Sha256()))
                .or(() -> trunk.map(it -> new Kept(it.id(), String.valueOf(it.inboundHa1()), it.inboundHa1Sha256())));
        if (kept.isEmpty() || !digest.isRight(answer, kept.get())) {
            return unproven(
                    AuthRefusal.WRONG, "the credentials of " + answer.username() + "@" + answer.realm() + " are wrong");
        }
        if (!DigestUri.fits(answer)) {
            return unproven(
                    AuthRefusal.URI_DIFFERS,
                    "the credentials are for " + answer.uri() + ", the request is for " + answer.requestUri());
        }
        if (isReplay(answer, kept.get().rowId(), turn)) {
            return unproven(AuthRefusal.REPLAYED, "the nonce count of " + answer.username() + " was used before");
        }
        return device.map(it -> standing(it, turn)).orElseGet(() -> standing(trunk.orElseThrow(), turn));
    }

    private static boolean isReplay(DigestAnswer answer, String rowId, Turn turn) {
        NonceUse use =
                turn.state().nonceUse(rowId).orElseGet(() -> new NonceUse(turn.account(), rowId, List.of(), null));
        long count = count(answer.nc());
        if (use.isReplay(answer.nonce(), count)) {
            return true;
        }
        turn.put(use.used(answer.nonce(), count));
        return false;
    }

    /** Without qop there is no count: the nonce is good once. */
    private static long count(@Nullable String nc) {
        return nc != null && nc.length() <= 8 && nc.chars().allMatch(HexFormat::isHexDigit)
                ? HexFormat.fromHexDigitsToLong(nc)
                : 0;
    }

    private static Verdict standing(SipDevice device, Turn turn) {
        SipUser user = turn.state().config().user(device.userId()).orElse(null);
        Account.Status account = account(turn);
        if (account != Account.Status.ACTIVE) {
            return inactive(user, account);
        }
        if (device.status() != RowStatus.ACTIVE) {
            return barred(user, AuthRefusal.DEVICE_DISABLED, "device " + device.id() + " is disabled");
        }
        if (user == null) {
            return barred(null, AuthRefusal.USER_MISSING, "device " + device.id() + " has no user");
        }
        return user.status() == RowStatus.ACTIVE
                ? new Verdict.Known(device, user)
                : barred(user, AuthRefusal.USER_DISABLED, "user " + user.username() + " is disabled");
    }

    private static Verdict standing(SipTrunk trunk, Turn turn) {
        Account.Status account = account(turn);
        if (account != Account.Status.ACTIVE) {
            return inactive(null, account);
        }
        return trunk.status() == RowStatus.ACTIVE && trunk.direction() != SipTrunk.Direction.OUTBOUND
                ? new Verdict.Peer(trunk)
                : barred(null, AuthRefusal.TRUNK_CLOSED, "trunk " + trunk.name() + " takes no calls from it");
    }

    private static Account.Status account(Turn turn) {
        return turn.state()
                .config()
                .account(turn.account())
                .map(Account::status)
                .orElse(Account.Status.ACTIVE);
    }

    private static Verdict inactive(@Nullable SipUser user, Account.Status account) {
        return barred(user, Refusal.ACCOUNT_INACTIVE, "the account is " + Because.word(account));
    }

    private static Verdict unproven(AuthRefusal why, String text) {
        return new Verdict.Unproven(why.rejection(text));
    }

    private static Verdict barred(@Nullable SipUser user, Code why, String text) {
        return new Verdict.Barred(user, why.rejection(text));
    }
}
