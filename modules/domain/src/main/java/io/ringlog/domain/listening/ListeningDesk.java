package io.ringlog.domain.listening;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.Transfers;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.conference.Door;
import io.ringlog.domain.conference.Introductions;
import io.ringlog.domain.flow.FlowDesk;
import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.CallFact.PlaybackFinished;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.queue.QueueDesk;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.voicemail.FetchDesk;
import io.ringlog.domain.voicemail.GreetingMenu;
import io.ringlog.domain.voicemail.MailboxCodes;
import io.ringlog.domain.voicemail.MessageMenu;
import io.ringlog.domain.voicemail.VoicemailDesk;
import java.util.function.BiConsumer;

/** Brings the end of what a leg heard or typed to exactly the one who listens. Music that ends is nobody's concern. */
public final class ListeningDesk implements Concern {

    private final Door conferences;
    private final FetchDesk fetching;

    public ListeningDesk(Door conferences, FetchDesk fetching) {
        this.conferences = conferences;
        this.fetching = fetching;
    }

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof PlaybackFinished fact) {
            over(turn, fact.callId(), fact.legId(), fact.playbackId(), (call, listener) -> {
                if (listener instanceof Listener.OfSound one) {
                    played(call, fact, one);
                }
            });
        } else if (input instanceof DigitsGathered fact) {
            over(turn, fact.callId(), fact.legId(), fact.gatherId(), (call, listener) -> {
                if (listener instanceof Listener.OfKeys one) {
                    gathered(call, fact, one);
                }
            });
        } else if (input instanceof RecordingFinished fact) {
            over(turn, fact.callId(), fact.legId(), fact.recordingId(), (call, listener) -> {
                if (listener instanceof Listener.OfRecording one) {
                    recorded(call, fact, one);
                }
            });
        }
    }

    @Override
    public void react(Event event, Turn turn) {}

    private static void over(
            Turn turn, String callId, String legId, String earId, BiConsumer<LiveCall, Listener> whoListens) {
        turn.live(callId)
                .ifPresent(
                        call -> Ear.over(call, legId, earId).ifPresent(listener -> whoListens.accept(call, listener)));
    }

    private static void played(LiveCall call, PlaybackFinished fact, Listener.OfSound listener) {
        switch (listener) {
            case Listener.FromNode node -> FlowDesk.played(call, node, fact.end());
            case Listener.QueueNotice _ -> QueueDesk.noticeSaid(call);
            case Listener.QueueOption chosen -> QueueDesk.optionConfirmed(call, chosen);
            case Listener.QueueGoodbye _ -> QueueDesk.goodbyeSaid(call);
            case Listener.ConferenceName asked -> Introductions.speak(call, fact.legId(), asked);
            case Listener.MailboxGreeting(String mailboxId) -> VoicemailDesk.greeted(call, mailboxId);
            case Listener.MailboxGoodbye _ -> FetchDesk.over(call);
            case Listener.MailboxGreetingOf asked -> GreetingMenu.speak(call, asked);
            case Listener.ParkedSlot slot -> Transfers.parked(call, slot, true);
            case Listener.LastWord _ -> CallEnding.hangUp(call, Cause.FEATURE_DONE);
        }
    }

    private static void recorded(LiveCall call, RecordingFinished fact, Listener.OfRecording listener) {
        switch (listener) {
            case Listener.FromNode node -> FlowDesk.recorded(call, node, fact);
            case Listener.ConferenceName asked -> Introductions.spoken(call, asked, fact);
            case Listener.MailboxGreetingOf asked -> GreetingMenu.spoken(call, asked, fact);
        }
    }

    private void gathered(LiveCall call, DigitsGathered fact, Listener.OfKeys listener) {
        switch (listener) {
            case Listener.FromNode node -> FlowDesk.pressed(call, node, fact);
            case Listener.QueueNumber asked -> QueueDesk.numberTyped(call, asked, fact.digits());
            case Listener.ConferencePin pin -> conferences.typed(call, pin, fact);
            case Listener.MailboxWhose asked -> MailboxCodes.named(call, asked, fact);
            case Listener.MailboxPin pin -> fetching.typed(call, pin, fact);
            case Listener.MailboxMessages messages -> FetchDesk.pressed(call, messages, fact);
            case Listener.MailboxPassOn asked -> MessageMenu.named(call, asked.heard(), fact);
            case Listener.MailboxGreetings asked -> GreetingMenu.chosen(call, asked.heard(), fact);
            case Listener.MailboxGreetingOf asked -> GreetingMenu.pressed(call, asked, fact);
        }
    }
}
