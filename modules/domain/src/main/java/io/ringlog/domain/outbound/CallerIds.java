package io.ringlog.domain.outbound;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.Diverted;
import io.ringlog.domain.journal.Manner;
import io.ringlog.domain.journal.Shown;
import io.ringlog.domain.number.NumberFormat;
import io.ringlog.domain.number.NumberPlan;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom somebody outside is shown, by precedence: user, trunk, account. Pure. */
final class CallerIds {

    private final Dialling call;
    private final Optional<SipUser> user;
    private final Optional<Account> account;
    private final boolean emergency;
    private final NumberPlan numbers;

    CallerIds(Dialling call, Optional<SipUser> user, Optional<Account> account, boolean emergency, NumberPlan numbers) {
        this.call = call;
        this.user = user;
        this.account = account;
        this.emergency = emergency;
        this.numbers = numbers;
    }

    /** Whom another account of the platform is shown: a number and a name, and nothing of the account they are of. */
    Shown shownHere(String domain) {
        CidRule rule = Objects.requireNonNullElse(call.rule(), CidRule.CALLER);
        String number = number(rule, null);
        boolean secret = isPrivate(rule);
        return new Shown(secret ? null : number, secret ? null : name(rule, number), domain, null, secret, null);
    }

    /** @param rule what the route says, which whoever sends the call on may overrule */
    Shown shown(CidRule routes, SipTrunk trunk) {
        CidRule rule = Objects.requireNonNullElse(call.rule(), routes);
        String number = number(rule, trunk.cidNumber());
        boolean secret = !emergency && isPrivate(rule);
        String asserted = number == null ? null : written(number, trunk);
        String account = trunk.fromUser();
        return new Shown(
                secret ? null : account != null ? account : asserted,
                secret ? null : name(rule, number),
                trunk.domain(),
                asserted,
                secret,
                diverted(trunk),
                manner(trunk));
    }

    private static @Nullable Manner manner(SipTrunk trunk) {
        boolean plain = trunk.codecs().isEmpty()
                && trunk.headersRemoved().isEmpty()
                && trunk.headersAdded().isEmpty();
        return plain ? null : new Manner(trunk.codecs(), trunk.headersRemoved(), trunk.headersAdded());
    }

    private @Nullable String number(CidRule rule, @Nullable String trunks) {
        String users = own();
        String accounts = account.map(Account::defaultCidNumber).orElse(null);
        if (emergency) {
            return first(
                    user.map(SipUser::emergencyCidNumber).orElse(null),
                    account.map(Account::emergencyCidNumber).orElse(null),
                    users,
                    trunks,
                    accounts);
        }
        Dialling.Sent sent = call.caller();
        return switch (rule) {
            case CALLER, ANONYMOUS ->
                first(sent != null && !isUnknown(sent.number()) ? sent.number() : users, trunks, accounts);
            case TRUNK -> first(trunks, accounts);
            case ACCOUNT -> first(accounts, trunks);
        };
    }

    private boolean isPrivate(CidRule rule) {
        Dialling.Sent sent = call.caller();
        return rule == CidRule.ANONYMOUS
                || (rule == CidRule.CALLER && (sent == null ? hides() : isUnknown(sent.number())));
    }

    /** Only who shows their own number is shown by name. */
    private @Nullable String name(CidRule rule, @Nullable String number) {
        Dialling.Sent sent = call.caller();
        if (rule != CidRule.CALLER || number == null) {
            return null;
        }
        Dialling.Pbx pbx = call.pbx();
        return sent != null
                ? sent.name()
                : pbx != null ? pbx.name() : user.map(SipUser::outCidName).orElse(null);
    }

    /** The number of the account that whoever calls shows: a user's own, or one that a PBX says. */
    private @Nullable String own() {
        Dialling.Pbx pbx = call.pbx();
        return pbx == null
                ? user.map(SipUser::outCidNumber).orElse(null)
                : isUnknown(pbx.number()) ? null : pbx.number();
    }

    private boolean hides() {
        Dialling.Pbx pbx = call.pbx();
        return pbx == null ? user.map(SipUser::outAnonymous).orElse(false) : isUnknown(pbx.number());
    }

    private static boolean isUnknown(String number) {
        return number.isEmpty() || number.equalsIgnoreCase("anonymous");
    }

    private @Nullable Diverted diverted(SipTrunk trunk) {
        Dialling.Sent sent = call.caller();
        SipTrunk.Diversion told = trunk.diversion();
        return sent == null || told == SipTrunk.Diversion.NONE
                ? null
                : new Diverted(
                        written(sent.called(), trunk),
                        told != SipTrunk.Diversion.HISTORY_INFO,
                        told != SipTrunk.Diversion.DIVERSION,
                        call.sentOnBy().isEmpty()
                                ? null
                                : call.sentOnBy().stream()
                                        .map(it -> written(it, trunk))
                                        .toList());
    }

    private String written(String number, SipTrunk trunk) {
        boolean digits = number.chars().allMatch(it -> it >= '0' && it <= '9');
        return switch (trunk.cidFormat()) {
            case PLUS -> digits ? "+" + number : number;
            case DIGITS -> number;
            case NATIONAL -> numbers.written(number, country(trunk), NumberFormat.NATIONAL);
        };
    }

    private @Nullable String country(SipTrunk trunk) {
        String own = trunk.country();
        return own == null ? account.map(Account::country).orElse(null) : own;
    }

    private static @Nullable String first(@Nullable String... numbers) {
        return Stream.of(numbers).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
