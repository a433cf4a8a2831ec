package io.ringlog.domain.lamp;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Lamp;
import io.ringlog.domain.journal.LampEvent;
import io.ringlog.domain.journal.Light;
import io.ringlog.domain.journal.RegistrationEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.journal.WatchAsked;
import io.ringlog.domain.journal.WatchCommand;
import io.ringlog.domain.registration.AuthRefusal;
import io.ringlog.domain.registration.Credentials;
import io.ringlog.domain.registration.Credentials.Verdict;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Interest;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers who wants to watch, and tells the edges at which a lamp is watched when it is lit otherwise. */
public final class LampDesk implements Concern {

    static final int SHORTEST_SEC = 60;
    static final int LONGEST_SEC = 3600;

    /** Lamps that are watched, counted once for each edge: a company of fifty has some two hundred. */
    static final int MOST_INTERESTS = 1000;

    /** More calls than that of one user are no use on a phone, and need not fit into a datagram. */
    static final int MOST_SHOWN = 6;

    /** Which call it is is nothing to who watches. */
    private static final String ON_THE_PHONE = "";

    private final Credentials credentials;

    public LampDesk(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof WatchAsked asked) {
            asked(asked, turn);
        } else if (input instanceof TimerFired(var id, Timer.Purpose.InterestOver(String interest), var due)) {
            turn.state().lamps().of(interest).ifPresent(it -> over(it, turn));
        } else if (input instanceof EdgeLifecycle edge) {
            forget(edge, turn);
        }
    }

    /** The event knows whose phone it was; the configuration may know it no more, or as another's. */
    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof RegistrationEvent.ContactsBound bound) {
            reachable(bound.userId(), turn);
        } else if (event instanceof RegistrationEvent.ContactExpired gone) {
            reachable(gone.userId(), turn);
        }
    }

    /** What a turn has changed of calls and mailboxes is told once, when all of it is done. */
    @Override
    public void after(Turn turn) {
        if (turn.state().lamps().isEmpty()) {
            return;
        }
        for (String callId : turn.touched("call")) {
            call(callId, turn);
        }
        for (String mailboxId : turn.touched("mailbox")) {
            Lamp lamp = Lamp.ofMailbox(mailboxId);
            turn.state().lamps().in(lamp).forEach(it -> show(it, Lights.messages(turn.state(), lamp), turn));
        }
    }

    private static void reachable(String userId, Turn turn) {
        for (Interest interest : turn.state().lamps().in(Lamp.ofPresence(userId))) {
            if (interest.light() instanceof Light.Presence(boolean _, List<String> talks)) {
                boolean open = Lights.isOpen(turn.state(), userId, turn.now());
                show(interest, new Light.Presence(open, talks), turn);
            }
        }
    }

    private static void call(String callId, Turn turn) {
        Optional<CallState> call = turn.state().call(callId);
        SortedSet<Lamp> lamps = new TreeSet<>(turn.state().lamps().showing(callId));
        call.map(Lights::lamps).ifPresent(lamps::addAll);
        for (Lamp lamp : lamps) {
            for (Interest interest : turn.state().lamps().in(lamp)) {
                show(interest, lit(interest.light(), lamp, callId, call), turn);
            }
        }
    }

    private static Light lit(Light light, Lamp lamp, String callId, Optional<CallState> call) {
        return switch (light) {
            case Light.Dialogs before -> Lights.after(before, callId, call.flatMap(it -> Lights.dialog(it, lamp)));
            case Light.Presence before -> Lights.after(before, lamp.id(), callId, call);
            case Light.Messages before -> before;
        };
    }

    private static void show(Interest interest, Light now, Turn turn) {
        if (now.equals(interest.light())) {
            return;
        }
        turn.put(interest.lit(now));
        if (!shown(now).equals(shown(interest.light()))) {
            turn.command(interest.edge(), interest.lamp().id(), new WatchCommand.ShowLamp(interest.lamp(), shown(now)));
        }
    }

    private static Light shown(Light light) {
        return switch (light) {
            case Light.Messages it -> it;
            case Light.Presence(boolean open, List<String> talks) ->
                new Light.Presence(open, talks.isEmpty() ? talks : List.of(ON_THE_PHONE));
            case Light.Dialogs(List<Light.Dialog> all) ->
                new Light.Dialogs(all.subList(0, Math.min(all.size(), MOST_SHOWN)));
        };
    }

    private void asked(WatchAsked asked, Turn turn) {
        switch (credentials.check(asked.auth(), turn)) {
            case Verdict.Known(SipDevice device, SipUser user) -> known(asked, device, user, turn);
            case Verdict.Peer(SipTrunk trunk) ->
                refuse(asked, 403, "Forbidden", AuthRefusal.USER_MISSING.rejection(trunk.name() + " is a trunk"), turn);
            case Verdict.Unproven(Rejection why) -> refuse(asked, 401, "Unauthorized", why, turn);
            case Verdict.Barred(var user, Rejection why) -> refuse(asked, 403, "Forbidden", why, turn);
        }
    }

    private static void known(WatchAsked asked, SipDevice device, SipUser user, Turn turn) {
        switch (WatchTarget.of(turn.state(), asked, user)) {
            case WatchTarget.Refused(WatchRefusal why, Rejection told) ->
                refuse(asked, why.status(), why.phrase(), told, turn);
            case WatchTarget.Found(Lamp lamp) -> found(asked, device, lamp, turn);
        }
    }

    private static void found(WatchAsked asked, SipDevice device, Lamp lamp, Turn turn) {
        if (asked.expiresSec() > 0 && asked.expiresSec() < SHORTEST_SEC) {
            WatchRefusal brief = WatchRefusal.TOO_BRIEF;
            Rejection why = brief.rejection("a lamp is watched for " + SHORTEST_SEC + " seconds at least");
            refused(asked, why, turn);
            answer(asked, refusal(asked, brief.status(), brief.phrase(), why, SHORTEST_SEC), turn);
            return;
        }
        int granted = Math.min(asked.expiresSec(), LONGEST_SEC);
        Interest wanted = interest(asked, lamp, granted, turn);
        Optional<Interest> held = turn.state().lamps().of(wanted.id());
        if (granted > 0 && held.isEmpty() && turn.state().lamps().size() >= MOST_INTERESTS) {
            WatchRefusal many = WatchRefusal.TOO_MANY;
            Rejection why = many.rejection("the account watches " + MOST_INTERESTS + " lamps");
            refuse(asked, many.status(), many.phrase(), why, turn);
            return;
        }
        if (granted > 0) {
            keep(wanted, held.orElse(null), turn);
        }
        turn.emit(
                new LampEvent.WatchGranted(device.id(), device.userId(), lamp, granted),
                Because.of("watch.granted")
                        .with("target", asked.target())
                        .with("asked_sec", asked.expiresSec())
                        .with("edge", asked.stamp().edge()));
        Light light = shown(wanted.light());
        answer(
                asked,
                new WatchCommand.AnswerWatch(
                        asked.requestId(), 200, "OK", granted, null, null, lamp, light, partial(device, light)),
                turn);
    }

    private static @Nullable Boolean partial(SipDevice device, Light light) {
        boolean copes = device.lampState() == SipDevice.LampState.PARTIAL;
        return (copes && light instanceof Light.Dialogs) ? Boolean.TRUE : null;
    }

    private static Interest interest(WatchAsked asked, Lamp lamp, int granted, Turn turn) {
        Light light = turn.state().lamps().in(lamp).stream()
                .findFirst()
                .map(Interest::light)
                .orElseGet(() -> Lights.of(turn.state(), lamp, turn.now()));
        Instant until = turn.now().plusSeconds(granted);
        return new Interest(
                turn.account(), lamp, asked.stamp().edge(), asked.stamp().epoch(), until, light);
    }

    /** Whoever asked before for longer is still there. */
    private static void keep(Interest wanted, @Nullable Interest held, Turn turn) {
        if (held == null || held.until().isBefore(wanted.until()) || held.edgeEpoch() != wanted.edgeEpoch()) {
            turn.put(wanted);
        }
        if (held == null) {
            arm(wanted, turn);
        }
    }

    private static void arm(Interest interest, Turn turn) {
        turn.timer(
                timer(interest),
                Duration.between(turn.now(), interest.until()),
                new Timer.Purpose.InterestOver(interest.id()));
    }

    private static void over(Interest interest, Turn turn) {
        if (interest.until().isAfter(turn.now())) {
            arm(interest, turn);
        } else {
            turn.remove(interest);
        }
    }

    /** Whoever watched at an edge that is gone, or has begun anew, asks again. */
    private static void forget(EdgeLifecycle edge, Turn turn) {
        turn.state().lamps().all().stream()
                .filter(it -> it.edge().equals(edge.edge()) && isOver(it, edge))
                .toList()
                .forEach(it -> {
                    turn.remove(it);
                    turn.cancelTimer(timer(it));
                });
    }

    private static boolean isOver(Interest it, EdgeLifecycle edge) {
        return switch (edge) {
            case EdgeLifecycle.EdgeStarted started -> it.edgeEpoch() < started.epoch();
            case EdgeLifecycle.EdgeLost lost -> it.edgeEpoch() <= lost.epoch();
            case EdgeLifecycle.EdgeDrains _ -> false;
        };
    }

    private static String timer(Interest interest) {
        return "interest/" + interest.id();
    }

    private static void refuse(WatchAsked asked, int status, String phrase, Rejection why, Turn turn) {
        refused(asked, why, turn);
        answer(asked, refusal(asked, status, phrase, why, null), turn);
    }

    private static WatchCommand.AnswerWatch refusal(
            WatchAsked asked, int status, String phrase, Rejection why, @Nullable Integer minExpiresSec) {
        return new WatchCommand.AnswerWatch(
                asked.requestId(), status, phrase, null, minExpiresSec, why.code(), null, null, null);
    }

    private static void refused(WatchAsked asked, Rejection why, Turn turn) {
        turn.emit(
                new LampEvent.WatchRefused(
                        asked.auth().username() + "@" + asked.auth().realm(),
                        asked.target(),
                        why.code(),
                        asked.source().ip()),
                why.because().with("text", why.text()));
    }

    private static void answer(WatchAsked asked, WatchCommand.AnswerWatch answer, Turn turn) {
        turn.command(asked.stamp().edge(), asked.requestId(), answer);
    }
}
