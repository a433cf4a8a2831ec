package io.ringlog.domain.listening;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.conference.Door;
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
import io.ringlog.domain.voicemail.VoicemailDesk;

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
            turn.live(fact.callId())
                    .ifPresent(call -> Ear.over(call, fact.legId(), fact.playbackId())
                            .ifPresent(listener -> played(call, fact, listener)));
        } else if (input instanceof DigitsGathered fact) {
            turn.live(fact.callId())
                    .ifPresent(call -> Ear.over(call, fact.legId(), fact.gatherId())
                            .ifPresent(listener -> gathered(call, fact, listener)));
        } else if (input instanceof RecordingFinished fact) {
            turn.live(fact.callId())
                    .ifPresent(call -> Ear.over(call, fact.legId(), fact.recordingId())
                            .ifPresent(listener -> recorded(call, fact, listener)));
        }
    }

    @Override
    public void react(Event event, Turn turn) {}

    private static void played(LiveCall call, PlaybackFinished fact, Listener listener) {
        switch (listener) {
            case Listener.FromNode node -> FlowDesk.played(call, node, fact.end());
            case Listener.QueueGoodbye _ -> QueueDesk.goodbyeSaid(call);
            case Listener.MailboxGreeting(String mailboxId) -> VoicemailDesk.greeted(call, mailboxId);
            case Listener.MailboxGoodbye _ -> FetchDesk.over(call);
            case Listener.LastWord _ -> CallEnding.hangUp(call, Cause.FEATURE_DONE);
            case Listener.MailboxPin _,
                    Listener.MailboxMessages _,
                    Listener.MailboxMessage _,
                    Listener.ConferencePin _,
                    Listener.Unheeded _ -> {}
        }
    }

    private static void recorded(LiveCall call, RecordingFinished fact, Listener listener) {
        switch (listener) {
            case Listener.FromNode node -> FlowDesk.recorded(call, node, fact);
            case Listener.QueueGoodbye _,
                    Listener.MailboxPin _,
                    Listener.MailboxMessages _,
                    Listener.MailboxGoodbye _,
                    Listener.MailboxGreeting _,
                    Listener.MailboxMessage _,
                    Listener.LastWord _,
                    Listener.ConferencePin _,
                    Listener.Unheeded _ -> {}
        }
    }

    /** Nodes of flows, doors of conferences and mailboxes ask for keys. */
    private void gathered(LiveCall call, DigitsGathered fact, Listener listener) {
        switch (listener) {
            case Listener.FromNode node -> FlowDesk.pressed(call, node, fact);
            case Listener.ConferencePin pin -> conferences.typed(call, pin, fact);
            case Listener.MailboxPin pin -> fetching.typed(call, pin, fact);
            case Listener.MailboxMessages messages -> FetchDesk.pressed(call, messages, fact);
            case Listener.QueueGoodbye _,
                    Listener.MailboxGreeting _,
                    Listener.MailboxMessage _,
                    Listener.MailboxGoodbye _,
                    Listener.LastWord _,
                    Listener.Unheeded _ -> {}
        }
    }
}
