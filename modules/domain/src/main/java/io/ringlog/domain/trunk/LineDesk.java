package io.ringlog.domain.trunk;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.journal.TrunkCommand;
import io.ringlog.domain.journal.TrunkEvent;
import io.ringlog.domain.journal.TrunkFact.RegisterAnswered;
import io.ringlog.domain.registration.SecretOpener;
import io.ringlog.domain.state.TrunkLine;
import io.ringlog.domain.state.TrunkLine.Stage;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps us registered at the trunks that want it, each by one edge, and hands a registration over with its edge. */
public final class LineDesk implements Concern {

    /** How long a registrar may take, and how long after that an edge that says nothing is waited for. */
    private static final int WAIT_SEC = 8;

    private static final Duration WATCHDOG = Duration.ofSeconds(15);

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
    private static void align(String trunkId, Turn turn) {
        Optional<SipTrunk> wanted = wanted(trunkId, turn);
        Optional<TrunkLine> line = turn.state().trunkLine(trunkId);
        if (line.isEmpty()) {
            wanted.ifPresent(it -> register(TrunkLine.begun(it, turn.newId("reg") + "@ringlog"), turn));
        } else if (line.get().stage() != Stage.LEAVING
                && !wanted.filter(it -> isSame(it, line.get().trunk())).isPresent()) {
            leave(line.get(), turn);
        }
    }

    private static Optional<SipTrunk> wanted(String trunkId, Turn turn) {
        boolean active = turn.state()
                .config()
                .account(turn.account())
                .filter(it -> it.status() != Account.Status.ACTIVE)
                .isEmpty();
        return turn.state()
                .config()
                .as(trunkId, SipTrunk.class)
                .filter(it -> active && it.doRegister() && it.isReachable());
    }

    /** Whether a registration of the one is as good as one of the other. */
    private static boolean isSame(SipTrunk one, SipTrunk other) {
        return identity(one).equals(identity(other));
    }

    private static List<Optional<Object>> identity(SipTrunk trunk) {
        return List.of(
                Optional.of(trunk.uri()),
                Optional.of(trunk.addressOfRecord()),
                Optional.ofNullable(trunk.authUsername()),
                Optional.ofNullable(trunk.authSecret()),
                Optional.ofNullable(trunk.realm()),
                Optional.of(trunk.expireSec()));
    }

    private static void due(TrunkLine line, Turn turn) {
        switch (line.stage()) {
            case WAITING, REGISTERED -> register(line, turn);
            case REGISTERING -> failed(line, 408, null, TrunkTrouble.SILENT, turn);
            case LEAVING -> left(line, turn);
        }
    }

    private static void register(TrunkLine line, Turn turn) {
        Optional<String> keeper = Keepers.of(turn, line.trunkId(), line.edge());
        if (keeper.isPresent()) {
            send(line.asking(Stage.REGISTERING, keeper.get(), turn.newId("ask")), null, turn);
            return;
        }
        turn.put(line.orphaned());
        turn.cancelTimer(timerId(line.trunkId()));
        turn.emit(
                new TrunkEvent.TrunkRegistrationFailed(line.trunkId(), null, 0, TrunkTrouble.NO_EDGE.code(), null),
                TrunkTrouble.NO_EDGE.because());
    }

    private static String timerId(String trunkId) {
        return "registration/" + trunkId;
    }

    private static void send(TrunkLine line, TrunkCommand.@Nullable Credentials credentials, Turn turn) {
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
                        line.sipCallId(),
                        line.cseq(),
                        line.stage() == Stage.LEAVING ? 0 : line.expiresSec(),
                        line.gone(),
                        credentials,
                        WAIT_SEC));
    }

    private void answered(TrunkLine line, RegisterAnswered answer, Turn turn) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            if (line.stage() == Stage.LEAVING) {
                left(line, turn);
            } else {
                registered(line, answer, turn);
            }
        } else if (status == 401 || status == 407) {
            challenged(line, answer, turn);
        } else if (status == 423 && isLonger(line, answer.minExpiresSec())) {
            int life = Optional.ofNullable(answer.minExpiresSec()).orElseThrow();
            send(line.askingAgain(turn.newId("ask"), false, life), null, turn);
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

    private void challenged(TrunkLine line, RegisterAnswered answer, Turn turn) {
        TrunkLogin.Asked asked = new TrunkLogin.Asked("REGISTER", answer.requestUri(), answer.challenges());
        login.answer(line.trunk(), asked, line.logins(), turn.newId("cn"))
                .ifPresentOrElse(
                        it -> send(
                                line.askingAgain(turn.newId("ask"), true, line.expiresSec()),
                                new TrunkCommand.Credentials(TrunkLogin.header(answer.status()), it.value()),
                                turn),
                        () -> failed(
                                line,
                                answer.status(),
                                answer.retryAfterSec(),
                                line.logins() > 0 ? TrunkTrouble.LOGIN_REFUSED : TrunkTrouble.LOGIN_MISSING,
                                turn));
    }

    private static void registered(TrunkLine line, RegisterAnswered answer, Turn turn) {
        Duration granted = RegisterTimes.granted(answer.expiresSec(), line.expiresSec());
        turn.put(line.registered(answer.contact()));
        turn.timer(
                timerId(line.trunkId()),
                RegisterTimes.renewedAfter(granted),
                new Timer.Purpose.RegistrationDue(line.trunkId()));
        turn.emit(
                new TrunkEvent.TrunkRegistered(
                        line.trunkId(),
                        answer.stamp().edge(),
                        line.trunk().addressOfRecord(),
                        answer.contact(),
                        turn.now().plus(granted)),
                Because.of("trunk.registered").with("status", answer.status()).with("asked_sec", line.expiresSec()));
    }

    /** What cannot be taken back runs out by itself. */
    private static void failed(
            TrunkLine line, int status, @Nullable Integer retryAfterSec, TrunkTrouble why, Turn turn) {
        if (line.stage() == Stage.LEAVING) {
            left(line, turn);
            return;
        }
        TrunkLine failed = line.failed();
        Duration rest = RegisterTimes.retriedAfter(failed.failures(), retryAfterSec, turn.position());
        turn.put(failed);
        turn.timer(timerId(line.trunkId()), rest, new Timer.Purpose.RegistrationDue(line.trunkId()));
        turn.emit(
                new TrunkEvent.TrunkRegistrationFailed(
                        line.trunkId(),
                        line.edge(),
                        status,
                        why.code(),
                        turn.now().plus(rest)),
                why.because().with("status", status).with("failures", failed.failures()));
    }

    private static void leave(TrunkLine line, Turn turn) {
        boolean isHeld = line.contact() != null || line.stage() == Stage.REGISTERING;
        Optional<String> keeper =
                isHeld ? Optional.ofNullable(line.edge()).filter(turn.edges()::contains) : Optional.empty();
        keeper.ifPresentOrElse(
                edge -> send(line.asking(Stage.LEAVING, edge, turn.newId("ask")), null, turn), () -> left(line, turn));
    }

    /** A registration that was changed and not given up begins anew. */
    private static void left(TrunkLine line, Turn turn) {
        turn.remove(line);
        turn.cancelTimer(timerId(line.trunkId()));
        turn.emit(new TrunkEvent.TrunkUnregistered(line.trunkId()), Because.of("trunk.unregistered"));
        align(line.trunkId(), turn);
    }

    /** An edge that is gone leaves its trunks to others; one that started takes those that nobody could have. */
    private static void handOver(EdgeLifecycle edge, Turn turn) {
        List<TrunkLine> lines = List.copyOf(turn.state().trunkLines());
        for (TrunkLine line : lines) {
            boolean own = edge.edge().equals(line.edge());
            boolean free = line.edge() == null && !turn.edges().isEmpty();
            switch (edge) {
                case EdgeLifecycle.EdgeStarted _ when own || free -> again(line, line, turn);
                case EdgeLifecycle.EdgeLost _
                when own && !turn.edges().contains(edge.edge()) -> again(line, line.orphaned(), turn);
                case EdgeLifecycle _ -> {}
            }
        }
    }

    private static void again(TrunkLine line, TrunkLine next, Turn turn) {
        if (line.stage() == Stage.LEAVING) {
            left(line, turn);
        } else {
            register(next, turn);
        }
    }
}
