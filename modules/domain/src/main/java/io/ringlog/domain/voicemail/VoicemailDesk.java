package io.ringlog.domain.voicemail;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.Transfers;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.config.node.Recording;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.MediaMissing;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;
import io.ringlog.domain.recording.ErasureDesk;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.Hearing;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Message;
import io.ringlog.domain.state.MailboxState.Pending;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Code;
import io.ringlog.kernel.Rejection;
import java.util.Objects;
import java.util.Optional;

/** Takes messages: greeting, beep, recording, and what is kept of it. What is done with messages is not its part. */
public final class VoicemailDesk implements Concern {

    /** Who says nothing for so long has finished. */
    private static final int SILENCE_SEC = 5;

    private static final String ENDS = "#";

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof RecordingFinished fact) {
            turn.state().mailboxOf(fact.recordingId()).ifPresent(box -> recorded(fact, box, turn));
        } else if (input instanceof CommandFailed failed) {
            turn.state().mailboxOf(failed.commandId()).ifPresent(box -> neverBegun(failed, box, turn));
        } else if (input instanceof MediaMissing missing) {
            turn.live(missing.callId()).ifPresent(call -> unheard(call, missing));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.RecordingLate(var box, var recording), var due)) {
            turn.state()
                    .mailbox(box)
                    .ifPresent(it -> it.pending(recording).ifPresent(pending -> neverTold(pending, it, turn)));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallRouted routed && routed.target().kind() == DestKind.VOICEMAIL) {
            String id = String.valueOf(routed.target().id());
            turn.live(routed.callId()).ifPresent(call -> reached(call, id));
        }
    }

    private static void reached(LiveCall call, String mailboxId) {
        VoiceMailbox box = box(call.turn(), mailboxId).orElse(null);
        if (box == null) {
            CallEnding.refuse(call, Refusal.TARGET_MISSING.rejection("there is no voicemail " + mailboxId));
            return;
        }
        call.change(it -> it.atMailbox(mailboxId));
        Optional<Rejection> full = MailboxRules.full(box, state(call.turn(), mailboxId));
        if (full.isPresent()) {
            CallEnding.refuse(call, full.get());
            return;
        }
        Transfers.taken(call, DestKind.VOICEMAIL);
        Ear.open(call, Because.of("voicemail.answers").with("mailbox", mailboxId));
        greet(call, box, Greetings.choose(call, box, state(call.turn(), mailboxId)));
    }

    private static void greet(LiveCall call, VoiceMailbox box, Greetings.Choice chosen) {
        call.turn()
                .emit(
                        new VoicemailEvent.GreetingChosen(
                                box.id(), call.id(), chosen.kind(), chosen.source(), chosen.mediaIds()),
                        chosen.because());
        Phrase greeting = chosen.phrase();
        Ear.play(
                call,
                call.state().guestId(),
                box.skipInstructions() ? greeting : greeting.then(Words.VM_AFTER_TONE),
                new Listener.MailboxGreeting(box.id()));
    }

    /** Who should hear a greeting that is not where the edge looks hears that of the platform. */
    private static void unheard(LiveCall call, MediaMissing missing) {
        boolean busy = call.state().isForwardedBusy();
        Greetings.Choice instead = Greetings.instead(
                busy,
                Because.of("voicemail.greeting-missing")
                        .with("media", missing.mediaId())
                        .with("user_busy", busy));
        boolean own = !instead.mediaIds().contains(missing.mediaId())
                && !missing.mediaId().equals(Words.VM_AFTER_TONE.id());
        if (own
                && call.state().leg(missing.legId()).orElse(null) instanceof Leg.Hosted leg
                && leg.hearing() instanceof Hearing hearing
                && hearing.listener() instanceof Listener.MailboxGreeting(String mailboxId)) {
            box(call.turn(), mailboxId).ifPresent(box -> greet(call, box, instead));
        }
    }

    /** The greeting was heard, or could not be: the beep says the rest. */
    public static void greeted(LiveCall call, String mailboxId) {
        Optional<VoiceMailbox> box = box(call.turn(), mailboxId);
        if (box.isEmpty()) {
            CallEnding.hangUp(call, Cause.MAILBOX_GONE);
            return;
        }
        MailboxState state = state(call.turn(), mailboxId);
        Optional<Rejection> full = MailboxRules.full(box.get(), state);
        if (full.isPresent()) {
            CallEnding.refuse(call, full.get());
            return;
        }
        Recording asked =
                new Recording(Math.max(1, MailboxRules.longestSec(box.get(), state)), SILENCE_SEC, ENDS, true);
        Ear.record(call, call.state().guestId(), asked, new Listener.MailboxMessage(mailboxId))
                .ifPresent(it -> Mailboxes.await(
                        call.turn(),
                        state,
                        new Pending(
                                it.recordingId(),
                                it.commandId(),
                                call.id(),
                                call.head().from(),
                                call.head().fromName(),
                                call.now())));
    }

    /** Nothing is recorded: whoever hung up right after the greeting, or a leg that the engine does not have. */
    private static void neverBegun(CommandFailed failed, MailboxState state, Turn turn) {
        Pending pending = state.pending(failed.commandId()).orElseThrow();
        Because because = Because.of(failed.reason()).with("command", failed.commandId());
        givenUp(pending, state, new Rejection(because, "the edge could not record it"), turn);
    }

    /** Its edge has not come back; what it tells later is nobody's. */
    private static void neverTold(Pending pending, MailboxState state, Turn turn) {
        Because because = Because.of("voicemail.never-told").with("since", pending.since());
        givenUp(pending, state, new Rejection(because, "its edge has not told of it"), turn);
    }

    private static void givenUp(Pending pending, MailboxState state, Rejection why, Turn turn) {
        Mailboxes.put(turn, Mailboxes.without(turn, state, pending));
        String box = state.mailboxId();
        GreetingKind greeting = pending.greeting();
        turn.emit(
                greeting == null
                        ? new VoicemailEvent.MessageDropped(box, pending.callId(), why.code(), why.text())
                        : new VoicemailEvent.GreetingDropped(box, pending.callId(), greeting, why.code(), why.text()),
                why.because());
    }

    private static void recorded(RecordingFinished fact, MailboxState state, Turn turn) {
        Pending pending = state.pending(fact.recordingId()).orElseThrow();
        MailboxState left = Mailboxes.without(turn, state, pending);
        GreetingKind greeting = pending.greeting();
        if (greeting != null) {
            GreetingDesk.recorded(fact, left, pending, greeting, turn);
            return;
        }
        Optional<VoiceMailbox> box = box(turn, state.mailboxId());
        Optional<Rejection> refused = box.isEmpty()
                ? Optional.of(Cause.MAILBOX_GONE.rejection("the mailbox was removed"))
                : MailboxRules.noMessage(box.get(), fact);
        refused.ifPresentOrElse(why -> dropped(fact, left, why, turn), () -> kept(fact, left, pending, turn));
        turn.live(fact.callId())
                .filter(call -> isOver(call, fact))
                .ifPresent(call -> CallEnding.hangUp(
                        call, refused.<Code>map(why -> why::code).orElse(Cause.MESSAGE_LEFT)));
    }

    /** Who hung up is told of in a fact of its own; whoever stopped the recording does something else with the leg. */
    private static boolean isOver(LiveCall call, RecordingFinished fact) {
        return fact.end() != RecordingEnd.HANGUP
                && fact.end() != RecordingEnd.STOPPED
                && call.state().leg(fact.legId()).orElse(null) instanceof Leg.Hosted;
    }

    private static void dropped(RecordingFinished fact, MailboxState left, Rejection why, Turn turn) {
        Mailboxes.put(turn, left);
        String key = fact.objectKey();
        if (key != null) {
            ErasureDesk.begin(turn, left.mailboxId(), key, fact.stamp().edge());
        }
        turn.emit(
                new VoicemailEvent.MessageDropped(left.mailboxId(), fact.callId(), why.code(), why.text()),
                why.because());
    }

    private static void kept(RecordingFinished fact, MailboxState left, Pending from, Turn turn) {
        VoiceMailbox box = box(turn, left.mailboxId()).orElseThrow();
        Message message = new Message(
                turn.newId("msg"),
                fact.callId(),
                from.from(),
                from.fromName(),
                turn.now(),
                fact.durationMs(),
                fact.sizeBytes(),
                Objects.requireNonNull(fact.objectKey()),
                fact.stamp().edge(),
                VoicemailEvent.Status.NEW,
                null,
                null);
        MailboxState next = left.plus(message);
        turn.put(next);
        Mailboxes.keep(turn, box, message);
        turn.emit(
                Mailboxes.left(message, next),
                Cause.MESSAGE_LEFT.because().with("end", fact.end()).with("lost_ms", fact.lostMs()));
    }

    private static Optional<VoiceMailbox> box(Turn turn, String mailboxId) {
        return turn.state().config().as(mailboxId, VoiceMailbox.class);
    }

    private static MailboxState state(Turn turn, String mailboxId) {
        return Mailboxes.of(turn, mailboxId);
    }
}
