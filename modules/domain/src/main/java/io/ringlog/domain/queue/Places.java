package io.ringlog.domain.queue;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.journal.PlaceEvent;
import io.ringlog.domain.journal.PlaceEvent.Outcome;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.schedule.Hours;
import io.ringlog.domain.state.KeptPlace;
import io.ringlog.domain.state.KeptPlace.Step;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.Spot;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps places for those who are called back, for so long, and lets them go. */
final class Places {

    /** Of all queues of an account. */
    static final int MOST = 1_000;

    /** Of these: those that callers asked for by a key, so that whoever calls often leaves room. */
    static final int MOST_KEYED = MOST / 2;

    /** Of these: those of one number, and of all who show none. */
    static final int MOST_OF_ONE = 3;

    static final int MOST_ATTEMPTS = 3;

    static final Duration BETWEEN_ATTEMPTS = Duration.ofMinutes(5);

    /** Until it is looked at again whether anybody can be called at all. */
    static final Duration SOON = Duration.ofSeconds(30);

    /** Until the next place of the line is tried when one was put off. */
    private static final Duration NEXT = Duration.ofSeconds(5);

    /** From when the customer is due. */
    static final Duration KEPT = Duration.ofHours(4);

    private static final Duration BREATH = Duration.ofSeconds(3);

    /** Nobody knows today who works later. */
    static final Duration LONGEST_AHEAD = Duration.ofDays(30);

    private Places() {}

    /**
     * What is to be kept.
     *
     * @param since when whoever is called back joined the queue
     * @param due when they are to be called; null for as soon as it is their turn
     * @param askedBy where the caller is who asks by a key, empty where they show nothing; null for another way
     */
    record Wanted(
            String placeId,
            Queue queue,
            String number,
            @Nullable String shown,
            Instant since,
            int priority,
            @Nullable Instant due,
            @Nullable String fromCallId,
            @Nullable String askedBy,
            String correlationId) {}

    /** A place is kept from now on; or why not. */
    static Optional<Rejection> keep(Turn turn, Wanted wanted, Because because) {
        Customer customer = Customer.of(turn, wanted.number());
        if (customer instanceof Customer.Nobody(Rejection why)) {
            return Optional.of(why);
        }
        Optional<Rejection> refused = refusal(turn, wanted, customer.number());
        if (refused.isPresent()) {
            return refused;
        }
        KeptPlace kept = kept(turn, wanted, customer.number());
        turn.put(kept);
        turn.emit(
                new PlaceEvent.PlaceKept(
                        kept.placeId(),
                        wanted.queue().id(),
                        kept.number(),
                        wanted.priority(),
                        wanted.since(),
                        wanted.due(),
                        kept.until(),
                        kept.fromCallId()),
                because.with("number", kept.number()));
        if (kept.step() == Step.WAITING) {
            armLate(turn, kept);
            CallingBack.serve(turn, kept);
        } else {
            armDue(turn, kept);
        }
        return Optional.empty();
    }

    private static KeptPlace kept(Turn turn, Wanted wanted, String number) {
        Instant due = wanted.due();
        return new KeptPlace(
                turn.account(),
                wanted.placeId(),
                number,
                wanted.shown(),
                QueuePlace.joined(wanted.queue().id(), wanted.since(), wanted.priority()),
                due == null ? Step.WAITING : Step.LATER,
                due,
                (due == null ? turn.now() : due).plus(KEPT),
                0,
                null,
                wanted.fromCallId(),
                wanted.askedBy(),
                wanted.correlationId());
    }

    /** Why somebody cannot be called back from a queue. */
    private static Optional<Rejection> refusal(Turn turn, Wanted wanted, String number) {
        Queue queue = wanted.queue();
        Optional<KeptPlace> same = turn.state().lines().kept().all().stream()
                .filter(it ->
                        it.place().queueId().equals(queue.id()) && it.number().equals(number))
                .findFirst();
        Instant due = wanted.due();
        if (same.isPresent()) {
            return Optional.of(QueueRefusal.CALLBACK_ALREADY.rejection(
                    number + " has the place " + same.get().placeId() + " in " + queue.id() + " already"));
        } else if (turn.state().lines().kept().all().size() >= MOST) {
            return Optional.of(QueueRefusal.CALLBACKS_FULL.rejection("the account keeps " + MOST + " places already"));
        } else if (wanted.fromCallId() != null && keyed(turn) >= MOST_KEYED) {
            return Optional.of(QueueRefusal.CALLBACKS_FULL.rejection(
                    "the account keeps " + MOST_KEYED + " places already that callers have asked for"));
        } else if (isAskedTooOften(turn, wanted.askedBy())) {
            return Optional.of(QueueRefusal.CALLBACKS_FULL.rejection("the account keeps " + MOST_OF_ONE
                    + " places already for who calls from the same number, or shows none either"));
        } else if (due != null
                && (due.isBefore(turn.now()) || due.isAfter(turn.now().plus(LONGEST_AHEAD)))) {
            return Optional.of(QueueRefusal.CALLBACK_TIME.rejection(
                    "a call back is for a time from now to " + LONGEST_AHEAD.toDays() + " days ahead"));
        } else if ((due == null || wanted.fromCallId() != null)
                && closed(turn, queue).isPresent()) {
            return Optional.of(QueueRefusal.CLOSED.rejection(queue.id() + " is closed now"));
        }
        return Optional.empty();
    }

    private static boolean isAskedTooOften(Turn turn, @Nullable String askedBy) {
        return askedBy != null
                && turn.state().lines().kept().all().stream()
                                .filter(it -> askedBy.equals(it.askedBy()))
                                .count()
                        >= MOST_OF_ONE;
    }

    private static long keyed(Turn turn) {
        return turn.state().lines().kept().all().stream()
                .filter(it -> it.fromCallId() != null)
                .count();
    }

    /** Why a queue is closed now; empty for one that is open. */
    static Optional<Because> closed(Turn turn, Queue queue) {
        return JoinDecider.hours(turn.state(), queue, turn.now())
                .filter(it -> it.state() != Hours.State.IN_HOURS)
                .map(it -> it.noted(Because.of(QueueRefusal.CLOSED.code()), String.valueOf(queue.scheduleId())));
    }

    /** The caller has hung up, and has the phone still in their hand. */
    static void hungUp(Turn turn, KeptPlace kept) {
        KeptPlace soon = kept.later(turn.now().plus(BREATH));
        turn.put(soon);
        armDue(turn, soon);
    }

    /** It cannot be called now: it is looked at again soon, nothing is counted, and the next one has its turn. */
    static void putOff(Turn turn, KeptPlace kept) {
        KeptPlace soon = kept.later(turn.now().plus(SOON));
        turn.put(soon);
        armDue(turn, soon);
        String queueId = kept.place().queueId();
        turn.timer("places/" + queueId, NEXT, new Timer.Purpose.TierOpens(queueId));
    }

    /** Whether a place was put off just now: what stopped it stops others too, and one of a line is tried at a time. */
    static boolean arePutOff(Turn turn) {
        Instant soon = turn.now().plus(SOON);
        return turn.touched("kept_place").stream()
                .flatMap(id -> turn.state().lines().kept().place(id).stream())
                .anyMatch(it -> it.step() == Step.LATER && soon.equals(it.dueAt()));
    }

    /** Whether somebody in a line is a place that is looked at again later. */
    static boolean isPutOff(Turn turn, String id) {
        return turn.state()
                .lines()
                .kept()
                .place(id)
                .filter(it -> it.step() == Step.LATER)
                .isPresent();
    }

    /** The call for it was refused before anybody rang. */
    static void refused(Turn turn, KeptPlace kept, String cause) {
        KeptPlace before = kept.lostItsCall();
        Because because =
                QueueReason.CALLBACK_NOT_REACHED.because().with("cause", cause).with("attempt", before.attempts());
        turn.cancelTimer(CallingBack.ringTimer(kept.placeId()));
        putOff(turn, before);
        CallingBack.free(turn, kept, QueueEvent.NOT_REACHED, because);
        turn.emit(
                new PlaceEvent.PlaceNotReached(
                        kept.placeId(),
                        kept.place().queueId(),
                        String.valueOf(kept.callId()),
                        before.attempts(),
                        cause,
                        turn.now().plus(SOON)),
                because);
    }

    /** Its time has come: it stands where it stood before, or where it would have. */
    static void due(Turn turn, KeptPlace kept) {
        KeptPlace waiting = kept.waiting();
        turn.put(waiting);
        int position = turn.state()
                .lines()
                .line(kept.place().queueId())
                .position(new Spot(kept.place().priority(), kept.place().enqueuedAt(), kept.placeId()));
        turn.emit(
                new PlaceEvent.PlaceDue(kept.placeId(), kept.place().queueId(), position),
                QueueReason.CALLBACK_DUE.because().with("position", position));
        armLate(turn, waiting);
        CallingBack.serve(turn, waiting);
    }

    /** The queue closes, or nobody was free in time; a customer who rings may still answer. */
    static void late(Turn turn, KeptPlace kept) {
        Optional<Queue> queue = turn.state().config().queue(kept.place().queueId());
        Optional<Because> closed = queue.flatMap(it -> closed(turn, it));
        if (!kept.isInLine() || kept.step() == Step.RINGING) {
            return;
        } else if (!turn.now().isBefore(kept.until())) {
            over(
                    turn,
                    kept,
                    Outcome.EXPIRED,
                    QueueReason.CALLBACK_EXPIRED.because().with("until", kept.until()));
        } else if (closed.isPresent()) {
            over(turn, kept, Outcome.CLOSED, closed.get());
        } else {
            armLate(turn, kept);
        }
    }

    /** The call for it came to nothing: another one follows, or none. */
    static void notReached(Turn turn, KeptPlace kept, String cause) {
        Because because =
                QueueReason.CALLBACK_NOT_REACHED.because().with("cause", cause).with("attempt", kept.attempts());
        Instant next = turn.now().plus(BETWEEN_ATTEMPTS);
        boolean again = kept.attempts() < MOST_ATTEMPTS && next.isBefore(kept.until());
        KeptPlace after = kept.later(next);
        turn.put(after);
        turn.cancelTimer(CallingBack.ringTimer(kept.placeId()));
        CallingBack.free(turn, kept, QueueEvent.NOT_REACHED, because);
        turn.emit(
                new PlaceEvent.PlaceNotReached(
                        kept.placeId(),
                        kept.place().queueId(),
                        String.valueOf(kept.callId()),
                        kept.attempts(),
                        cause,
                        again ? next : null),
                because);
        if (again) {
            armDue(turn, after);
        } else {
            over(turn, after, Outcome.NOT_REACHED, because);
        }
    }

    /** It is kept no more. */
    static void over(Turn turn, KeptPlace kept, Outcome outcome, Because because) {
        turn.remove(kept);
        turn.cancelTimer(timer(kept.placeId()));
        turn.cancelTimer(CallingBack.ringTimer(kept.placeId()));
        turn.emit(
                new PlaceEvent.PlaceOver(
                        kept.placeId(), kept.place().queueId(), outcome, kept.attempts(), kept.callId()),
                because);
    }

    private static String timer(String placeId) {
        return "place/" + placeId;
    }

    private static void armDue(Turn turn, KeptPlace later) {
        Instant due = later.dueAt() == null ? turn.now() : later.dueAt();
        turn.timer(
                timer(later.placeId()), Duration.between(turn.now(), due), new Timer.Purpose.PlaceDue(later.placeId()));
    }

    /** Looks again when the queue closes, or when the place has been kept long enough. */
    static void armLate(Turn turn, KeptPlace kept) {
        Instant closes = turn.state()
                .config()
                .queue(kept.place().queueId())
                .flatMap(queue -> JoinDecider.hours(turn.state(), queue, turn.now()))
                .flatMap(it -> Optional.ofNullable(it instanceof Hours.Evaluation read ? read.nextChangeAt() : null))
                .filter(it -> it.isBefore(kept.until()))
                .orElse(kept.until());
        Duration left = Duration.between(turn.now(), closes);
        turn.timer(
                timer(kept.placeId()),
                left.isNegative() ? Duration.ZERO : left,
                new Timer.Purpose.PlaceLate(kept.placeId()));
    }
}
