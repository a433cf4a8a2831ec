package io.ringlog.domain.outbound;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.OutboundRoute;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice.Transport;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.RegistrationEvent.Binding;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.number.PublicNumber;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.Outward;
import io.ringlog.domain.state.TrunkLine;
import io.ringlog.domain.state.Way;
import io.ringlog.domain.trunk.HealthDesk;
import io.ringlog.domain.trunk.TrunkTrouble;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one way out of an account: what is to be rung so that a number outside rings, or why nothing is. Pure. */
public final class Outbound {

    /** Trunks, and places of them, tried for one call; more are a mistake that callers should not wait for. */
    public static final int MOST_TRUNKS = 8;

    /** Accounts that one call may leave for another of the platform. */
    private static final int MOST_LOOPS = 4;

    /** Where such a call comes from and goes to, in place of a domain that would say whose it is (RFC 2606). */
    private static final String ON_NET = "on-net.invalid";

    /** What comes before the host; a user part is not always there (RFC 3261 section 19.1.1). */
    private static final String USER_OF_URI = "^((?i:sips?):)(?:[^@]*@)?";

    /** Whoever is called has their own idea of how long they ring. */
    private static final int LOOP_RINGS_SEC = 180;

    /** Where a call leaves, or why it does not. */
    public sealed interface Exit {

        /** @param candidates the trunks, each of an order of its own: the next is rung when one has failed */
        record Found(PublicNumber number, List<Candidate> candidates, Because because) implements Exit {
            public Found {
                candidates = List.copyOf(candidates);
            }
        }

        record Nowhere(Rejection why) implements Exit {}
    }

    private final Turn turn;
    private final Dialling call;
    private final PublicNumber number;
    private final CallerIds callerIds;
    private final SequencedMap<SipTrunk, OutboundRoute> up = new LinkedHashMap<>();
    private final SequencedMap<SipTrunk, OutboundRoute> down = new LinkedHashMap<>();
    private Because because;
    /** A trunk that takes the number has not registered, so that nobody knows where it is. */
    private boolean isUnbound;

    private Outbound(Turn turn, Dialling call, PublicNumber number, Because because) {
        this.turn = turn;
        this.call = call;
        this.number = number;
        this.because = because;
        this.callerIds = new CallerIds(call, user(turn, call), account(turn), isEmergency(), turn.numbers());
    }

    /** By which trunks, in which order, a number outside is rung. Whoever dials out of the account asks here. */
    public static Exit candidates(Turn turn, Dialling call) {
        Optional<PublicNumber> read = Numbers.read(turn, call.dialled(), call.userId());
        if (read.isEmpty()) {
            return nowhere(
                    Refusal.NOT_A_NUMBER.because().with("dialled", call.dialled()),
                    call.dialled() + " is no extension, user or number of the account, and no number outside");
        }
        PublicNumber number = read.get();
        Because asked = Because.of("routing.outbound")
                .with("dialled", call.dialled())
                .with("number", number.e164())
                .with("class", number.numberClass());
        Because said =
                call.isLate() ? asked.over("another account", "no edge has said in time whose number it is") : asked;
        Outbound outbound = new Outbound(turn, call, number, said);
        return forbidden(turn, call, number, said).or(outbound::here).orElseGet(outbound::exit);
    }

    /** The number that has to be looked up before it is known which way it goes; empty when there is none. */
    public static Optional<PublicNumber> unknown(Turn turn, Dialling call) {
        return call.here() != null || !mayStay(turn)
                ? Optional.empty()
                : Numbers.read(turn, call.dialled(), call.userId())
                        .filter(it -> it.numberClass() != NumberClass.EMERGENCY);
    }

    /** Why a number is not to be dialled, whichever way it would go; empty for one that may have to be looked up. */
    public static Optional<Rejection> refusal(Turn turn, Dialling call) {
        return candidates(turn, call) instanceof Exit.Nowhere(Rejection why)
                        && !(why.code().equals(Refusal.NO_ROUTE.code())
                                && unknown(turn, call).isPresent())
                ? Optional.of(why)
                : Optional.empty();
    }

    private static boolean mayStay(Turn turn) {
        return account(turn).filter(Account::onNet).isPresent();
    }

    private static Optional<Exit> forbidden(Turn turn, Dialling call, PublicNumber number, Because read) {
        List<NumberClass> accounts = account(turn).map(Account::allowedClasses).orElse(List.of());
        List<NumberClass> users = callersClasses(turn, call);
        boolean allowed = number.numberClass() == NumberClass.EMERGENCY
                || (accounts.contains(number.numberClass())
                        && (users.isEmpty() || users.contains(number.numberClass())));
        return allowed
                ? Optional.empty()
                : Optional.of(nowhere(
                        new Because(Refusal.CLASS_FORBIDDEN.code(), read.inputs(), read.alternatives())
                                .with("account", accounts)
                                .with("user", users),
                        "calls to " + Because.word(number.numberClass()) + " numbers are not allowed"));
    }

    private static List<NumberClass> callersClasses(Turn turn, Dialling call) {
        Dialling.Pbx pbx = call.pbx();
        return pbx == null
                ? user(turn, call).map(SipUser::allowedClasses).orElse(List.of())
                : turn.state()
                        .config()
                        .as(pbx.trunkId(), SipTrunk.class)
                        .map(SipTrunk::allowedClasses)
                        .orElse(List.of());
    }

    /** A number of another account of the platform stays on it, for whoever may call it at all. */
    private Optional<Exit> here() {
        boolean stays = call.isHere(number.e164()) && !isEmergency() && mayStay(turn);
        if (!stays) {
            return Optional.empty();
        }
        if (call.loop().hops() > MOST_LOOPS) {
            return Optional.of(nowhere(
                    Refusal.TOO_MANY_HOPS.because().with("accounts", call.loop().hops()),
                    "the call has gone through " + MOST_LOOPS + " accounts already"));
        }
        Candidate candidate = new Candidate(
                new Contact("sip:" + number.e164() + "@" + ON_NET, call.edge(), "udp", null, "", 0, false, null),
                new Party.Number(number.e164()),
                0,
                0,
                LOOP_RINGS_SEC,
                new Outward(
                        new Way(null, null, number.numberClass(), call.dialled(), number.e164()),
                        callerIds.shownHere(ON_NET),
                        null,
                        null,
                        call.loop()));
        return Optional.of(new Exit.Found(number, List.of(candidate), because.with("on_net", true)));
    }

    private Exit exit() {
        Routes.Found found = Routes.of(turn, number, because);
        because = found.because();
        for (OutboundRoute route : found.routes()) {
            for (String trunkId : route.trunkIds()) {
                consider(route, trunkId);
            }
        }
        List<Candidate> candidates = chosen();
        if (candidates.isEmpty() && isUnbound) {
            Because none = new Because(Refusal.TRUNK_NOT_REGISTERED.code(), because.inputs(), because.alternatives());
            return nowhere(none, "whoever takes " + number.e164() + " has not registered");
        }
        if (candidates.isEmpty()) {
            Because none = new Because(Refusal.NO_ROUTE.code(), because.inputs(), because.alternatives());
            return nowhere(none, "no outbound route takes " + number.e164());
        }
        candidates.add(patient(candidates.removeLast()));
        String trunks = candidates.stream()
                .map(it -> String.valueOf(
                        Objects.requireNonNull(it.outward()).way().trunkId()))
                .distinct()
                .collect(Collectors.joining(", "));
        return new Exit.Found(number, candidates, because.with("trunks", trunks));
    }

    /**
     * A trunk that is down is tried when there is no other, and for help when all others have failed. Where one has
     * registered from many places, each of those behind it keeps its first.
     */
    private List<Candidate> chosen() {
        if (up.isEmpty() || isEmergency()) {
            up.putAll(down);
        } else {
            down.forEach((trunk, route) -> passOver(route, trunk.id(), TrunkTrouble.DOWN.code()));
        }
        List<Candidate> candidates = new ArrayList<>();
        int others = Math.min(up.size(), MOST_TRUNKS);
        for (Map.Entry<SipTrunk, OutboundRoute> entry : up.entrySet()) {
            others--;
            int left = MOST_TRUNKS - candidates.size() - Math.max(others, 0);
            places(entry.getKey(), dialled(entry.getValue())).stream()
                    .limit(left)
                    .forEach(place ->
                            candidates.add(candidate(entry.getValue(), entry.getKey(), place, candidates.size())));
        }
        return candidates;
    }

    /** Behind the last trunk there is nobody who would ring sooner. */
    private static Candidate patient(Candidate last) {
        Outward out = Objects.requireNonNull(last.outward());
        return new Candidate(
                last.target(),
                last.party(),
                last.order(),
                last.delaySec(),
                last.timeoutSec(),
                new Outward(out.way(), out.shown(), null));
    }

    private void consider(OutboundRoute route, String trunkId) {
        SipTrunk trunk = turn.state().config().as(trunkId, SipTrunk.class).orElse(null);
        if (trunk == null) {
            passOver(route, trunkId, "there is no such trunk");
            return;
        }
        if (up.containsKey(trunk) || down.containsKey(trunk)) {
            return;
        }
        String why = unusable(trunk);
        if (why != null) {
            passOver(route, trunkId, why);
        } else if (!HealthDesk.isDown(turn, trunkId)) {
            up.put(trunk, route);
        } else if (down.size() < MOST_TRUNKS) {
            down.put(trunk, route);
        } else {
            passOver(route, trunkId, TrunkTrouble.DOWN.code());
        }
    }

    private void passOver(OutboundRoute route, String trunkId, String why) {
        because = because.over(route.id() + " by " + trunkId, why);
    }

    private @Nullable String unusable(SipTrunk trunk) {
        if (up.size() >= MOST_TRUNKS) {
            return "enough others are tried before";
        } else if (trunk.status() != RowStatus.ACTIVE) {
            return "the trunk is " + Because.word(trunk.status());
        } else if (!trunk.takesCalls()) {
            return "the trunk is for calls that come in";
        } else if (trunk.proxy() == null && bound(trunk).isEmpty()) {
            isUnbound = true;
            return Refusal.TRUNK_NOT_REGISTERED.code();
        }
        return null;
    }

    private List<Binding> bound(SipTrunk trunk) {
        return trunk.logsIn()
                ? turn.state()
                        .contacts(trunk.login())
                        .map(it -> it.liveAt(turn.now()))
                        .orElse(List.of())
                : List.of();
    }

    /** Where a trunk is reached: where it has registered, the newest first, else at its place. */
    private List<Contact> places(SipTrunk trunk, String user) {
        List<Contact> registered = bound(trunk).reversed().stream()
                .map(it -> calling(it.contact(), user))
                .toList();
        return registered.isEmpty() ? List.of(contact(trunk, user)) : registered;
    }

    private Candidate candidate(OutboundRoute route, SipTrunk trunk, Contact place, int order) {
        Way way = new Way(route.id(), trunk.id(), number.numberClass(), call.dialled(), number.e164());
        return new Candidate(
                place,
                new Party.Trunk(trunk.id(), number.e164()),
                order,
                0,
                route.ringTimeoutSec(),
                new Outward(way, callerIds.shown(route.cidRule(), trunk), route.silentSec()));
    }

    /** What the trunk is asked for; an emergency number is never altered. */
    private String dialled(OutboundRoute route) {
        String e164 = number.e164();
        if (isEmergency()) {
            return e164;
        }
        String left = e164.substring(Math.min(route.strip(), e164.length()));
        return route.prepend() == null ? left : route.prepend() + left;
    }

    /** Whom the call is for stands where the contact had a name of its own (as in RFC 6140 section 7.1.1). */
    private static Contact calling(Contact registered, String user) {
        return new Contact(
                registered.uri().replaceFirst(USER_OF_URI, "$1" + Matcher.quoteReplacement(escaped(user)) + "@"),
                registered.edge(),
                registered.transport(),
                registered.flowId(),
                registered.receivedIp(),
                registered.receivedPort(),
                registered.natted(),
                registered.path());
    }

    private static String escaped(String user) {
        return user.replace("#", "%23");
    }

    /**
     * The proxies that the registrar named last, as long as the registration stands (RFC 3608 section 5), and the trunk
     * is where it was and reached as it was.
     */
    private @Nullable List<String> serviceRoute(SipTrunk trunk) {
        return turn.state()
                .trunkLine(trunk.id())
                .filter(line -> line.trunk().uri().equals(trunk.uri()))
                .map(TrunkLine::bound)
                .filter(bound -> bound.until().isAfter(turn.now()))
                .map(TrunkLine.Bound::serviceRoute)
                .orElse(null);
    }

    private Contact contact(SipTrunk trunk, String user) {
        String transport = Because.word(trunk.transport());
        String uri = "sip:" + escaped(user) + "@" + trunk.proxy()
                + (trunk.transport() == Transport.UDP ? "" : ";transport=" + transport);
        return new Contact(uri, call.edge(), transport, null, "", 0, false, serviceRoute(trunk));
    }

    private boolean isEmergency() {
        return number.numberClass() == NumberClass.EMERGENCY;
    }

    private static Optional<SipUser> user(Turn turn, Dialling call) {
        return Optional.ofNullable(call.userId()).flatMap(turn.state().config()::user);
    }

    private static Optional<Account> account(Turn turn) {
        return turn.state().config().account(turn.account());
    }

    private static Exit nowhere(Because because, String text) {
        return new Exit.Nowhere(new Rejection(because, text));
    }
}
