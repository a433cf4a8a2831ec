package io.ringlog.edge.directory;

import io.ringlog.edge.EdgeCounters;
import io.ringlog.sip.RequestHead;
import io.ringlog.sip.SipPolicy.Verdict;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Who is let in, who is asked for credentials and who is turned away at the door. Reads local copies only, called on
 * SIP threads; whether credentials are right is the brain's business.
 */
public final class ChallengeRules {

    private static final Verdict UNKNOWN = new Verdict.Refuse(404, "Not Found");
    private static final String UDP = "udp";
    private static final Verdict NOT_NOW = new Verdict.Refuse(503, "Service Unavailable");

    private final DirectoryCopy directory;
    private final Strangers strangers;
    private final BooleanSupplier takesCalls;
    private final EdgeCounters counters;
    private final Predicate<RequestHead> isLine;
    private final Told told;

    /**
     * Who is told of strangers.
     *
     * @param called at a bounded rate, of calls that belong to nobody
     * @param strayed the address of whoever asks for what is not ours over a connection
     */
    public record Told(Consumer<RequestHead> called, Consumer<String> strayed) {}

    /** @param isLine whether only we can have made what is called: a registered contact, another account */
    public ChallengeRules(
            DirectoryCopy directory,
            Strangers strangers,
            BooleanSupplier takesCalls,
            EdgeCounters counters,
            Predicate<RequestHead> isLine,
            Told told) {
        this.directory = directory;
        this.strangers = strangers;
        this.takesCalls = takesCalls;
        this.counters = counters;
        this.isLine = isLine;
        this.told = told;
    }

    /**
     * A trunk that calls a number of ours is trusted by its address, or by the contact that it has of us; all others
     * belong to a domain or to nobody. What a trunk calls that is neither is its account's to refuse, in a call that
     * can be looked up: a trunk is no scanner, however often it dials wrongly.
     */
    public Verdict screenInvite(RequestHead invite) {
        if (!takesCalls.getAsBoolean()) {
            return NOT_NOW;
        }
        if (isTrunkCall(invite) || isLine.test(invite)) {
            return new Verdict.Accept();
        }
        return realmOf(invite)
                .<Verdict>map(Verdict.Challenge::new)
                .orElseGet(() -> isTrunk(invite) ? new Verdict.Accept() : turnAway(invite, true));
    }

    private boolean isTrunk(RequestHead invite) {
        return directory.trunkAt(invite.source().address()).isPresent();
    }

    public Verdict screenRegister(RequestHead register) {
        if (!directory.isReady()) {
            return NOT_NOW;
        }
        // The domain a device registers at is that of its address of record, the To header (RFC 3261 section 10.2).
        return known(register.toHost())
                .or(() -> known(register.requestHost()))
                .<Verdict>map(Verdict.Challenge::new)
                .orElseGet(() -> turnAway(register, false));
    }

    /** Whoever watches belongs to the domain it shows in From; some write one only where they say what they watch. */
    public Verdict screenSubscribe(RequestHead subscribe) {
        if (!directory.isReady()) {
            return NOT_NOW;
        }
        return realmOf(subscribe)
                .or(() -> known(subscribe.toHost()))
                .<Verdict>map(Verdict.Challenge::new)
                .orElseGet(() -> turnAway(subscribe, false));
    }

    boolean isTrunkCall(RequestHead invite) {
        return directory
                .trunkAt(invite.source().address())
                .flatMap(trunk -> directory
                        .accountOfNumber(invite.requestUser(), directory.numbering(trunk.accountId(), trunk.written()))
                        .filter(number -> number.equals(trunk.accountId()) || !isPhoneOfAnother(invite, number)))
                .isPresent();
    }

    /** A phone behind the address of a trunk shows a domain of ours, and calls a number of another account. */
    private boolean isPhoneOfAnother(RequestHead invite, String number) {
        return directory
                .accountOfDomain(invite.fromHost().toLowerCase(Locale.ROOT))
                .filter(home -> !home.equals(number))
                .isPresent();
    }

    private Optional<String> realmOf(RequestHead invite) {
        return known(invite.fromHost()).or(() -> known(invite.requestHost()));
    }

    /** As it is written in the directory: a digest is worked out from the realm's exact letters. */
    private Optional<String> known(String domain) {
        return Optional.of(domain.toLowerCase(Locale.ROOT))
                .filter(d -> directory.accountOfDomain(d).isPresent());
    }

    private Verdict turnAway(RequestHead head, boolean call) {
        counters.add("strangers.refused");
        if (!head.source().transport().equals(UDP)) {
            // Over UDP the address may be made up by whoever wants it to be banned.
            told.strayed().accept(head.source().address());
        }
        if (strangers.isScanner(head.source().address())) {
            counters.add("strangers.ignored");
            return new Verdict.Ignore();
        }
        if (call && strangers.mayTell()) {
            told.called().accept(head);
        }
        return UNKNOWN;
    }
}
