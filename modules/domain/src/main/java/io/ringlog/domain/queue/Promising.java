package io.ringlog.domain.queue;

import io.ringlog.domain.act.Ear;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.InQueueOption;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.node.Gathering;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.number.PublicNumber;
import io.ringlog.domain.outbound.Numbers;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a caller where they are called back, and keeps their place for it. */
final class Promising {

    private static final String YES = "1";
    private static final String DONE = "#";
    private static final int LONGEST_NUMBER = 20;
    private static final int KEY_SEC = 10;
    private static final int MOST_TRIES = 3;

    /** A caller who has been told so hangs up, or is hung up on, sooner. */
    private static final Duration HANGS_UP = Duration.ofMinutes(1);

    /** What a stranger may have the account dial: the number they call from may be anybody's. */
    private static final Set<NumberClass> NEAR = Set.of(NumberClass.LOCAL, NumberClass.NATIONAL, NumberClass.MOBILE);

    private Promising() {}

    /** The caller wants to be called back; no other key is heard until they have said where. */
    static void ask(LiveCall call, InQueueOption option) {
        QueuePlace place = Line.placeOf(call.state());
        if (place.isKept()) {
            waitOn(
                    call,
                    option.queueId(),
                    option.digit(),
                    QueueRefusal.CALLBACK_JOINED.rejection("the caller was called back"));
            return;
        }
        Options.deafen(call);
        ask(call, new Listener.QueueNumber(option.queueId(), option.digit(), own(call), 0));
    }

    private static void ask(LiveCall call, Listener.QueueNumber asked) {
        String number = asked.number();
        Phrase wrong = asked.tries() == 0 ? Phrase.NOTHING : Phrase.of(Words.INVALID);
        Phrase question = number == null
                ? Phrase.of(Words.CALLBACK_NUMBER)
                : Phrase.of(Words.CALLBACK_AT).then(Phrase.spelled(number)).then(Words.CALLBACK_AGREE);
        Phrase whole = wrong.then(question).in(language(call, asked.queueId()));
        Ear.gather(
                call,
                call.state().guestId(),
                new Gathering(whole, 1, LONGEST_NUMBER, DONE, KEY_SEC, null, true),
                asked);
    }

    /** Where the caller is, as the account dials it; null where that is not known or may not be dialled. */
    private static @Nullable String own(LiveCall call) {
        Origin origin = Origin.of(call);
        String number = origin.number();
        return number == null
                        || refusal(call.turn(), Customer.of(call.turn(), number), number, origin.userId())
                                .isPresent()
                ? null
                : number;
    }

    /** The caller has agreed, typed another number, or said nothing and waits on. */
    static void typed(LiveCall call, Queue queue, Listener.QueueNumber asked, String digits) {
        String own = asked.number();
        if (digits.isEmpty()) {
            waitOn(call, queue);
        } else if (own != null && digits.equals(YES)) {
            keep(call, queue, asked, own);
        } else {
            String userId = Origin.of(call).userId();
            Customer customer = Customer.of(call.turn(), digits, userId);
            refusal(call.turn(), customer, digits, userId)
                    .ifPresentOrElse(
                            why -> again(call, queue, asked, why), () -> keep(call, queue, asked, customer.number()));
        }
    }

    /** Why whoever types a number may not have it dialled. */
    private static Optional<Rejection> refusal(Turn turn, Customer customer, String digits, @Nullable String userId) {
        if (userId == null && !isNear(turn, customer)) {
            return Optional.of(QueueRefusal.CALLBACK_NUMBER.rejection(digits + " is no number nearby"));
        }
        return customer instanceof Customer.Nobody(Rejection why) ? Optional.of(why) : Optional.empty();
    }

    private static boolean isNear(Turn turn, Customer customer) {
        return customer instanceof Customer.Outside
                && Numbers.read(turn, customer.number(), null)
                        .map(PublicNumber::numberClass)
                        .filter(NEAR::contains)
                        .isPresent();
    }

    private static void keep(LiveCall call, Queue queue, Listener.QueueNumber asked, String number) {
        Turn turn = call.turn();
        QueuePlace place = Line.placeOf(call.state());
        CallHead head = call.head();
        String shown = Origin.of(call).number();
        Because because = QueueReason.OPTION_CHOSEN
                .because()
                .with("digit", asked.digit())
                .with("action", InQueueOption.Action.CALLBACK);
        Optional<Rejection> refused = Places.keep(
                turn,
                new Places.Wanted(
                        turn.newId("pl"),
                        queue,
                        number,
                        head.direction() == Direction.INBOUND ? head.to() : null,
                        place.enqueuedAt(),
                        place.priority(),
                        turn.now().plus(HANGS_UP),
                        call.id(),
                        shown == null ? "" : shown,
                        head.correlationId()),
                because);
        boolean hasOne = refused.filter(why -> why.code().equals(QueueRefusal.CALLBACK_ALREADY.code()))
                .isPresent();
        if (hasOne) {
            refused.ifPresent(why -> Options.refuse(call, queue.id(), asked.digit(), why));
        }
        if (refused.isEmpty() || hasOne) {
            Leaving.promised(call, because);
        } else if (refused.get().code().equals(QueueRefusal.CLOSED.code())) {
            waitOn(call, queue.id(), asked.digit(), refused.get());
        } else {
            again(call, queue, asked, refused.get());
        }
    }

    private static void again(LiveCall call, Queue queue, Listener.QueueNumber asked, Rejection why) {
        Options.refuse(call, queue.id(), asked.digit(), why);
        if (asked.tries() + 1 < MOST_TRIES) {
            ask(call, new Listener.QueueNumber(asked.queueId(), asked.digit(), asked.number(), asked.tries() + 1));
        } else {
            waitOn(call, queue);
        }
    }

    private static void waitOn(LiveCall call, String queueId, String digit, Rejection why) {
        Options.refuse(call, queueId, digit, why);
        call.turn().state().config().queue(queueId).ifPresent(queue -> waitOn(call, queue));
    }

    private static void waitOn(LiveCall call, Queue queue) {
        Options.listen(call);
        Announcing.music(call, queue);
    }

    private static @Nullable String language(LiveCall call, String queueId) {
        return call.turn().state().config().queue(queueId).map(Queue::language).orElse(null);
    }
}
