package io.ringlog.domain.outbound;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.CallFact.Asserted;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.number.PublicNumber;
import io.ringlog.domain.routing.Dialled;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose number a customer's PBX may show: one of the account's, else the one that stands for all of it. Pure. */
public final class PbxNumbers {

    private static final String NOBODY = "anonymous";

    /**
     * Who is shown.
     *
     * @param number E.164 digits, or {@code anonymous} for nobody
     * @param asSaid whether From says so already
     */
    public record Shown(String number, @Nullable String name, boolean asSaid, Because because) {}

    private PbxNumbers() {}

    /** P-Asserted-Identity comes before From; the first that is a number of the account is shown. */
    public static Shown of(Turn turn, SipTrunk trunk, InviteReceived invite) {
        String from = invite.fromUser();
        Asserted asserted = invite.asserted();
        boolean nobody = from.isEmpty() || from.equalsIgnoreCase(NOBODY);
        if (nobody || (asserted != null && asserted.isPrivate())) {
            return new Shown(NOBODY, null, nobody, Because.of("caller.withheld"));
        }
        List<String> said = Stream.of(asserted == null ? null : asserted.user(), from)
                .filter(Objects::nonNull)
                .toList();
        for (String claimed : said) {
            Optional<Did> own = own(turn, claimed);
            if (own.isPresent()) {
                Because because = Because.of("caller.own-number")
                        .with("said", said)
                        .with("did", own.get().id());
                return new Shown(own.get().e164(), invite.fromName(), own.equals(own(turn, from)), because);
            }
        }
        return usual(turn, trunk, said);
    }

    private static Shown usual(Turn turn, SipTrunk trunk, List<String> said) {
        String accounts = turn.state()
                .config()
                .account(turn.account())
                .map(Account::defaultCidNumber)
                .orElse(null);
        String number = trunk.cidNumber() == null ? accounts : trunk.cidNumber();
        Because because = Because.of("caller.not-own-number").with("said", said);
        return new Shown(number == null ? NOBODY : Dialled.normalised(number), null, false, because);
    }

    /** A number that is not called may be shown. */
    private static Optional<Did> own(Turn turn, String said) {
        String e164 = Numbers.read(turn, said, null).map(PublicNumber::e164).orElseGet(() -> Dialled.normalised(said));
        return turn.state().config().did(e164).filter(did -> did.status() != Did.Status.DISABLED);
    }
}
