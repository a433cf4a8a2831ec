package io.ringlog.domain.trunk;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.DigestChallenge;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.journal.TrunkCommand;
import io.ringlog.domain.journal.TrunkEvent;
import io.ringlog.domain.journal.TrunkFact.RegisterAnswered;
import io.ringlog.domain.registration.DigestCheck;
import io.ringlog.domain.registration.SecretOpener;
import io.ringlog.domain.state.TrunkLine;
import io.ringlog.domain.state.TrunkLine.Stage;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps us registered at the trunks that want it, each by one edge, and hands a registration over with its edge. */
public final class LineDesk implements Concern {

    /** How long a registrar may take, and how long after that an edge that says nothing is waited for. */
    private static final int WAIT_SEC = 8;

    private static final Duration WATCHDOG = Duration.ofSeconds(15);

    /** A proxy and the registrar, each with a nonce that was too old. */
    private static final int LOGINS_MOST = 4;

    private static final int LONGEST_LIFE_SEC = 86_400;

    private final TrunkLogin login;

    public LineDesk(SecretOpener secrets) {
        this.login = new TrunkLogin(secrets);
    }

    @Override
    public void receive(Input input, Turn turn) {
        switch (input) {
            case RegisterAnswered answer ->
                turn.state()
                        .trunkLine(answer.trunkId())
                        .filter(line -> answer.askId().equals(line.askId()))
                        .ifPresent(line -> answered(line, answer, turn));
            case TimerFired(var id, Timer.Purpose.RegistrationDue(String trunkId), var due) ->
                turn.state().trunkLine(trunkId).ifPresent(line -> due(line, turn));
            case EdgeLifecycle edge -> handOver(edge, turn);
            case Input _ -> {}
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof Event.ConfigApplied applied) {
            if (applied.rowId().equals(turn.account())) {
                turn.state().config().trunks().forEach(it -> align(it.id(), turn));
            } else {
                align(applied.rowId(), turn);
            }
        }
    }

    /** Has the registration be as the configuration says. */
    private void align(String trunkId, Turn turn) {
        Optional<SipTrunk> wanted = wanted(trunkId, turn);
        Optional<TrunkLine> line = turn.state().trunkLine(trunkId);
        if (line.isEmpty()) {
            wanted.ifPresent(it -> register(TrunkLine.begun(it, turn.newId("reg") + "@ringlog"), turn));
        } else if (line.get().stage() != Stage.LEAVING
                && !wanted.filter(it -> RegistrationMark.isSame(it, line.get().trunk()))
                        .isPresent()) {
            leave(line.get(), turn);
        }
    }

    private static Optional<SipTrunk> wanted(String trunkId, Turn turn) {
        return turn.state()
                .config()
                .as(trunkId, SipTrunk.class)
                .filter(it -> it.isRegisteredAt() && Keepers.isActive(turn));
    }

    private void due(TrunkLine line, Turn turn) {
        switch (line.stage()) {
            case WAITING, REGISTERED -> register(line, turn);
            case REGISTERING -> edgeIsSilent(line, turn);
            case LEAVING -> left(line, turn);
        }
    }

    /** An edge that does not even say that nobody answered is asked no more while there is another. */
    private void edgeIsSilent(TrunkLine line, Turn turn) {
        failed(line, 408, null, TrunkTrouble.SILENT, turn);
        Keepers.other(turn, line.trunkId(), line.edge()).ifPresent(edge -> turn.put(line.passedTo(edge)));
    }

    private void register(TrunkLine line, Turn turn) {
        Optional<String> keeper = Keepers.of(turn, line.trunkId(), line.edge());
        if (keeper.isPresent()) {
            send(line.asking(Stage.REGISTERING, keeper.get(), turn.newId("ask")), turn);
            return;
        }
        turn.put(line.orphaned());
        turn.cancelTimer(timerId(line.trunkId()));
        turn.emit(
                new TrunkEvent.TrunkRegistrationFailed(
                        line.trunkId(), null, 0, TrunkTrouble.NO_EDGE.code(), null, null, null),
                TrunkTrouble.NO_EDGE.because());
    }

    private static String timerId(String trunkId) {
        return "registration/" + trunkId;
    }

    private void send(TrunkLine line, Turn turn) {
        SipTrunk trunk = line.trunk();
        turn.put(line);
        turn.timer(timerId(trunk.id()), WATCHDOG, new Timer.Purpose.RegistrationDue(trunk.id()));
        turn.command(
                String.valueOf(line.edge()),
                trunk.id(),
                new TrunkCommand.Register(
                        trunk.id(),
                        String.valueOf(line.askId()),
                        trunk.registrar(),
                        trunk.uri(),
                        trunk.addressOfRecord(),
                        RegistrationMark.of(trunk),
                        line.sipCallId(),
                        line.cseq(),
                        line.stage() == Stage.LEAVING ? 0 : line.expiresSec(),
                        line.gone(),
                        credentials(line, turn),
                        WAIT_SEC));
    }

    private List<TrunkCommand.Credentials> credentials(TrunkLine line, Turn turn) {
        SipTrunk trunk = line.trunk();
        TrunkLogin.Asked asked = new TrunkLogin.Asked("REGISTER", trunk.registrar(), List.of());
        String fresh = turn.newId("cn");
        return line.logins().stream()
                .map(it -> new TrunkCommand.Credentials(
                        TrunkLogin.header(it.status()),
                        login.value(
                                trunk,
                                asked,
                                new TrunkLogin.Use(it.challenge(), it.uses(), cnonce(line, it.challenge(), fresh)))))
                .toList();
    }

    /** What a session began with stays the same in it (RFC 7616 section 3.4.2). */
    private static String cnonce(TrunkLine line, DigestChallenge challenge, String fresh) {
        return TrunkDigest.named(challenge.algorithm())
                .filter(TrunkDigest::isOfSession)
                .map(session -> DigestCheck.ha1("SHA-256", line.sipCallId(), challenge.realm(), challenge.nonce()))
                .orElse(fresh);
    }

    private void answered(TrunkLine line, RegisterAnswered answer, Turn turn) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            if (line.stage() == Stage.LEAVING) {
                left(line, turn);
            } else if (answer.expiresSec() != null && answer.expiresSec() == 0) {
                failed(line.unbound(), status, answer.retryAfterSec(), TrunkTrouble.NOT_BOUND, turn);
            } else {
                registered(line, answer, turn);
            }
        } else if (status == 401 || status == 407) {
            challenged(line, answer, turn);
        } else if (status == 423 && isLonger(line, answer.minExpiresSec())) {
            int life = Optional.ofNullable(answer.minExpiresSec()).orElseThrow();
            send(line.askingAgain(turn.newId("ask"), life), turn);
        } else {
            failed(line, status, answer.retryAfterSec(), TrunkTrouble.of(status), turn);
        }
    }

    /** A registrar may say once that our life is too short for it (RFC 3261 section 21.4.17). */
    private static boolean isLonger(TrunkLine line, @Nullable Integer least) {
        return least != null
                && least > line.expiresSec()
                && least <= LONGEST_LIFE_SEC
                && line.expiresSec() == line.trunk().expireSec();
    }

    /** Who asks is told once who we are, and once more when all that was wrong is the age of its nonce. */
    private void challenged(TrunkLine line, RegisterAnswered answer, Turn turn) {
        int status = answer.status();
        DigestChallenge asked = TrunkLogin.hasLogin(line.trunk())
                ? TrunkLogin.answerable(line.trunk(), answer.challenges()).orElse(null)
                : null;
        if (asked == null) {
            failed(line, status, answer.retryAfterSec(), unanswerable(line.trunk(), answer), turn);
            return;
        }
        int before = line.logins().stream()
                .filter(it -> it.isOf(status, asked))
                .mapToInt(TrunkLine.Login::times)
                .sum();
        int all = line.logins().stream().mapToInt(TrunkLine.Login::times).sum();
        if (all < LOGINS_MOST && (before == 0 || (before == 1 && asked.stale()))) {
            send(line.loggingIn(turn.newId("ask"), new TrunkLine.Login(status, asked, before + 1, 1)), turn);
        } else {
            failed(line, status, answer.retryAfterSec(), TrunkTrouble.LOGIN_REFUSED, turn);
        }
    }

    private static TrunkTrouble unanswerable(SipTrunk trunk, RegisterAnswered answer) {
        boolean meant = answer.challenges().stream().anyMatch(it -> TrunkLogin.isMeant(trunk, it));
        return meant && TrunkLogin.hasLogin(trunk) ? TrunkTrouble.LOGIN_UNSUPPORTED : TrunkTrouble.LOGIN_MISSING;
    }

    private static void registered(TrunkLine line, RegisterAnswered answer, Turn turn) {
        Duration granted = RegisterTimes.granted(answer.expiresSec(), line.expiresSec());
        Instant until = turn.now().plus(granted);
        ServiceRoute route = ServiceRoute.of(line.trunk(), answer);
        TrunkLine next =
                line.registered(new TrunkLine.Bound(answer.contact(), until, route.proxies()), answer.others());
        turn.put(next);
        turn.timer(
                timerId(line.trunkId()),
                dueAgain(next, granted, turn),
                new Timer.Purpose.RegistrationDue(line.trunkId()));
        turn.emit(
                new TrunkEvent.TrunkRegistered(
                        line.trunkId(),
                        answer.stamp().edge(),
                        line.trunk().addressOfRecord(),
                        answer.contact(),
                        until,
                        route.code()),
                route.told(Because.of("trunk.registered")
                        .with("status", answer.status())
                        .with("asked_sec", line.expiresSec())));
    }

    /** Places are taken back at once the first time; a registrar that names ever other ones sets no pace of its own. */
    private static Duration dueAgain(TrunkLine line, Duration granted, Turn turn) {
        if (line.gone().isEmpty()) {
            return RegisterTimes.renewedAfter(granted, turn.position());
        }
        return line.tried().isEmpty() ? Keepers.turnOf(line.trunkId()) : RegisterTimes.SOONEST;
    }

    /** What cannot be taken back runs out by itself. */
    private void failed(TrunkLine line, int status, @Nullable Integer retryAfterSec, TrunkTrouble why, Turn turn) {
        if (line.stage() == Stage.LEAVING) {
            left(line, turn);
            return;
        }
        TrunkLine failed = line.failed();
        Duration rest = RegisterTimes.retriedAfter(failed.failures(), retryAfterSec, turn.position());
        turn.put(failed);
        turn.timer(timerId(line.trunkId()), rest, new Timer.Purpose.RegistrationDue(line.trunkId()));
        Optional<TrunkLine.Bound> bound =
                Optional.ofNullable(line.bound()).filter(it -> it.until().isAfter(turn.now()));
        turn.emit(
                new TrunkEvent.TrunkRegistrationFailed(
                        line.trunkId(),
                        line.edge(),
                        status,
                        why.code(),
                        turn.now().plus(rest),
                        bound.map(TrunkLine.Bound::place).orElse(null),
                        bound.map(TrunkLine.Bound::until).orElse(null)),
                why.because().with("status", status).with("failures", failed.failures()));
    }

    private void leave(TrunkLine line, Turn turn) {
        boolean isHeld = line.bound() != null
                || line.stage() == Stage.REGISTERING
                || !line.gone().isEmpty();
        Optional<String> keeper =
                isHeld ? Optional.ofNullable(line.edge()).filter(turn.edges()::contains) : Optional.empty();
        keeper.ifPresentOrElse(
                edge -> send(line.asking(Stage.LEAVING, edge, turn.newId("ask")), turn), () -> left(line, turn));
    }

    /** A registration that was changed and not given up begins anew. */
    private void left(TrunkLine line, Turn turn) {
        turn.remove(line);
        turn.cancelTimer(timerId(line.trunkId()));
        turn.emit(new TrunkEvent.TrunkUnregistered(line.trunkId()), Because.of("trunk.unregistered"));
        align(line.trunkId(), turn);
    }

    /**
     * An edge that is gone, or takes no calls any more, leaves its trunks to others; one that started takes those that
     * nobody could have.
     */
    private void handOver(EdgeLifecycle edge, Turn turn) {
        List<TrunkLine> lines = List.copyOf(turn.state().trunkLines());
        for (TrunkLine line : lines) {
            boolean own = edge.edge().equals(line.edge());
            boolean free = line.edge() == null && !turn.edges().isEmpty();
            boolean left = own && !turn.edges().contains(edge.edge());
            switch (edge) {
                case EdgeLifecycle.EdgeStarted _ when own -> again(line, line.restarted(), turn);
                case EdgeLifecycle.EdgeStarted _ when free -> again(line, line, turn);
                case EdgeLifecycle.EdgeLost _ when left -> again(line, line.orphaned(), turn);
                case EdgeLifecycle.EdgeDrains _
                when left && !turn.edges().isEmpty() -> again(line, line.orphaned(), turn);
                case EdgeLifecycle _ -> {}
            }
        }
    }

    /** When its turn comes; at once where nobody is there to do it. */
    private void again(TrunkLine line, TrunkLine next, Turn turn) {
        if (line.stage() == Stage.LEAVING) {
            left(line, turn);
        } else if (turn.edges().isEmpty()) {
            register(next, turn);
        } else if (line.edge() != null
                || turn.state().timer(timerId(line.trunkId())).isEmpty()) {
            turn.put(next);
            turn.timer(
                    timerId(line.trunkId()),
                    Keepers.turnOf(line.trunkId()),
                    new Timer.Purpose.RegistrationDue(line.trunkId()));
        }
    }
}
