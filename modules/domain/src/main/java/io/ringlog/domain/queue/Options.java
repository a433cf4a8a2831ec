package io.ringlog.domain.queue;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.InQueueOption;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;

/** The keys that callers press while they wait. No key costs the place before it is done. */
final class Options {

    /** In one queue, by one caller: each is told in the log, to web services perhaps, and heard. */
    private static final int PRESSED_MOST = 50;

    private Options() {}

    /** The keys of the queue are heard from now on. */
    static void listen(LiveCall call) {
        hear(call, digits(call, Line.placeOf(call.state()).queueId()));
    }

    /** The keys of the queue mean nothing any more, whether they are still there or not. */
    static void deafen(LiveCall call) {
        hear(call, List.of());
    }

    private static void hear(LiveCall call, List<String> digits) {
        boolean here = call.state().guest().isPresent() && !call.isOver();
        if (here && !Line.placeOf(call.state()).keys().equals(digits)) {
            call.change(it -> it.withPlace(Line.placeOf(it).heard(digits)));
            call.command(new Command.ListenForCodes(call.id(), call.state().guestId(), digits));
        }
    }

    private static List<String> digits(LiveCall call, String queueId) {
        return call.turn().state().config().optionsOf(queueId).stream()
                .map(InQueueOption::digit)
                .sorted()
                .toList();
    }

    /** Keys of some queue have changed or are gone: those whom no agent talks to press what is there now. */
    static void configured(Turn turn) {
        for (String queueId : turn.state().lines().waitedIn()) {
            for (String callId : turn.state().lines().line(queueId).ids()) {
                turn.live(callId).ifPresent(Options::listen);
            }
        }
    }

    /** A caller pressed a key: web services are told, and who does not wait on is let go once it is confirmed. */
    static void pressed(LiveCall call, String digit) {
        QueuePlace place = Line.placeOf(call.state());
        option(call, place.queueId(), digit).filter(any -> mayChoose(call)).ifPresent(option -> {
            if (place.presses() < PRESSED_MOST) {
                call.change(it -> it.withPlace(place.plusKey()));
                chosen(call, option);
            } else if (place.presses() == PRESSED_MOST) {
                call.change(it -> it.withPlace(place.plusKey()));
                refused(call, option);
            }
        });
    }

    private static void chosen(LiveCall call, InQueueOption option) {
        call.emit(
                new QueueEvent.OptionChosen(call.id(), option.queueId(), option.digit(), Because.word(option.action())),
                because(option));
        if (option.tells()) {
            HookDesk.tell(call, option);
        }
        confirm(call, option);
    }

    /** Said once: all that the caller presses from now on in this queue does nothing either. */
    private static void refused(LiveCall call, InQueueOption option) {
        Rejection why = QueueRefusal.TOO_MANY_KEYS.rejection(
                "the caller has pressed %d keys in this queue, and more do nothing".formatted(PRESSED_MOST));
        refuse(call, option.queueId(), option.digit(), why);
    }

    static void refuse(LiveCall call, String queueId, String digit, Rejection why) {
        call.emit(
                new QueueEvent.OptionRefused(call.id(), queueId, digit, why.code(), why.text()),
                why.because().with("digit", digit));
    }

    private static void confirm(LiveCall call, InQueueOption option) {
        String prompt = option.promptMediaId();
        if (prompt != null) {
            Listener then = option.stays()
                    ? new Listener.QueueNotice(option.queueId())
                    : new Listener.QueueOption(option.queueId(), option.digit());
            Ear.play(call, call.state().guestId(), Phrase.sound(prompt), then);
        } else if (!option.stays()) {
            act(call, option);
        }
    }

    /**
     * The confirmation was heard: the key is done, unless its row is gone; then the caller waits on. Whoever has an
     * agent by now stays with them.
     */
    static void confirmed(LiveCall call, String digit) {
        if (!waits(call)) {
            return;
        }
        String queueId = Line.placeOf(call.state()).queueId();
        option(call, queueId, digit)
                .ifPresentOrElse(
                        option -> act(call, option),
                        () -> call.turn()
                                .state()
                                .config()
                                .queue(queueId)
                                .ifPresent(queue -> Announcing.music(call, queue)));
    }

    private static void act(LiveCall call, InQueueOption option) {
        switch (option.action()) {
            case ROUTE, WEBHOOK, DEFLECT -> Leaving.choose(call, RouteTarget.of(option.dest()), because(option));
            case CALLBACK -> Promising.ask(call, option);
            case HANGUP -> CallEnding.hangUp(call, Cause.QUEUE_OPTION, Disposition.NO_ANSWER);
        }
    }

    /** Who has an agent already, or has chosen already, chooses nothing. */
    private static boolean mayChoose(LiveCall call) {
        return waits(call)
                && call.state().guest().orElse(null) instanceof Leg.Hosted leg
                && !(leg.hearing() != null
                        && (leg.hearing().listener() instanceof Listener.QueueOption
                                || leg.hearing().listener() instanceof Listener.QueueNumber));
    }

    private static boolean waits(LiveCall call) {
        return Line.placeOf(call.state()).isOpen();
    }

    private static Optional<InQueueOption> option(LiveCall call, String queueId, String digit) {
        return call.turn().state().config().optionsOf(queueId).stream()
                .filter(it -> it.digit().equals(digit))
                .findFirst();
    }

    private static Because because(InQueueOption option) {
        Because because = QueueReason.OPTION_CHOSEN
                .because()
                .with("digit", option.digit())
                .with("action", option.action());
        return option.label() == null ? because : because.with("label", option.label());
    }
}
