package io.ringlog.domain.queue;

import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.Music;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Thing;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.QueuePlace.Told;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What callers hear while they wait: music, and between it how they stand and the queue's message (REFERENCE sections
 * 5.7 and 11.15).
 */
final class Announcing {

    /** Whatever comes while something is said waits so long. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** The message of a queue that does not say how often. */
    private static final int MESSAGE_EVERY_SEC = 60;

    private Announcing() {}

    private static String positionTimer(String callId) {
        return "position/" + callId;
    }

    private static String messageTimer(String callId) {
        return "message/" + callId;
    }

    /** The caller has come. */
    static void begin(LiveCall call, Queue queue) {
        music(call, queue);
        if (queue.announcePosition() || queue.announceWait()) {
            positionIn(call, queue, Duration.ofSeconds(queue.announceFirstSec()));
        }
        if (queue.messageMediaId() != null) {
            messageIn(call, queue, messageInterval(queue));
        }
    }

    /** Nothing more is told. */
    static void end(LiveCall call) {
        call.cancelTimer(positionTimer(call.id()));
        call.cancelTimer(messageTimer(call.id()));
    }

    static void music(LiveCall call, Queue queue) {
        Ear.music(call, call.state().guestId(), Music.of(queue), new Listener.QueueMusic(queue.id()));
    }

    /** The time has come to say how the caller stands, which is not said twice alike. */
    static void positionDue(LiveCall call, Queue queue) {
        if (!hearsMusic(call.state())) {
            positionIn(call, queue, RETRY);
            return;
        }
        int position = Line.position(call.turn().state(), call.state());
        Estimate estimate = Estimate.of(call.turn().state(), queue, position, call.now());
        Told now =
                new Told(queue.announcePosition() ? position : null, queue.announceWait() ? estimate.waitMin() : null);
        Told before = Line.placeOf(call.state()).told();
        boolean tells = now.position() != null || now.waitMin() != null;
        if (tells && !now.equals(before)) {
            call.change(it -> it.withPlace(Line.placeOf(it).told(now)));
            say(call, queue, phrase(now));
            call.emit(
                    new QueueEvent.PositionAnnounced(call.id(), queue.id(), now.position(), now.waitMin()),
                    because(estimate, position, before));
        }
        if (tells && queue.announceIntervalSec() > 0) {
            positionIn(call, queue, Duration.ofSeconds(queue.announceIntervalSec()));
        }
    }

    /** The time of the queue's message has come. */
    static void messageDue(LiveCall call, Queue queue) {
        String mediaId = queue.messageMediaId();
        if (mediaId == null) {
            return;
        }
        if (!hearsMusic(call.state())) {
            messageIn(call, queue, RETRY);
            return;
        }
        say(call, queue, Phrase.sound(mediaId));
        call.emit(
                new QueueEvent.MessageAnnounced(call.id(), queue.id(), mediaId),
                QueueReason.MESSAGE_DUE
                        .because()
                        .with("message_interval_sec", messageInterval(queue).toSeconds()));
        messageIn(call, queue, messageInterval(queue));
    }

    private static Because because(Estimate estimate, int position, @Nullable Told before) {
        Because read = estimate.noted(QueueReason.POSITION_CHANGED.because()).with("position", position);
        return before == null ? read : read.with("told_before", said(before));
    }

    private static String said(Told told) {
        return "position " + told.position() + ", " + told.waitMin() + " min";
    }

    private static Phrase phrase(Told now) {
        Integer waitMin = now.waitMin();
        Phrase wait = waitMin == null
                ? Phrase.NOTHING
                : Phrase.of(Words.QUEUE_WAIT).then(Phrase.count(waitMin, Thing.MINUTE));
        Integer position = now.position();
        if (position == null) {
            return wait;
        }
        Phrase place = position == 1
                ? Phrase.of(Words.QUEUE_NEXT)
                : Phrase.of(Words.QUEUE_POSITION).then(Phrase.number(position));
        return place.then(wait);
    }

    private static void say(LiveCall call, Queue queue, Phrase phrase) {
        Ear.play(call, call.state().guestId(), phrase.in(queue.language()), new Listener.QueueNotice(queue.id()));
    }

    private static boolean hearsMusic(CallState call) {
        return call.guest().orElse(null) instanceof Leg.Hosted leg
                && leg.hearing() != null
                && leg.hearing().listener() instanceof Listener.QueueMusic;
    }

    private static Duration messageInterval(Queue queue) {
        return Duration.ofSeconds(
                Optional.ofNullable(queue.messageIntervalSec()).orElse(MESSAGE_EVERY_SEC));
    }

    private static void positionIn(LiveCall call, Queue queue, Duration delay) {
        call.timer(positionTimer(call.id()), delay, new Timer.Purpose.PositionDue(call.id(), queue.id()));
    }

    private static void messageIn(LiveCall call, Queue queue, Duration delay) {
        call.timer(messageTimer(call.id()), delay, new Timer.Purpose.QueueMessageDue(call.id(), queue.id()));
    }
}
