package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/** What was decided. Facts in the past tense, never changed afterwards; new fields are optional. */
public sealed interface Event
        permits RegistrationEvent,
                LampEvent,
                CallBackEvent,
                CallEvent,
                FlowEvent,
                QueueEvent,
                PlaceEvent,
                ConferenceEvent,
                AgentEvent,
                TrunkEvent,
                VoicemailEvent,
                RecordingEvent,
                SupervisionEvent,
                SecurityEvent,
                FraudEvent,
                ChannelEvent,
                Event.ConfigApplied,
                Event.WindowsReset,
                Event.FactsMissing {

    /** A configuration change took effect. */
    record ConfigApplied(String rowId, String kind, long version, boolean removed) implements Event {}

    /**
     * What counted in sliding windows counts no more. Calls in progress hold what they hold.
     *
     * @param windowId null for every window of the account
     * @param text why, in the words of whoever asked
     * @param actor who asked
     */
    record WindowsReset(@Nullable String windowId, String text, String actor) implements Event {}

    /** An edge's facts for this account have a gap. */
    record FactsMissing(String edge, long epoch, long expectedSeq, long seenSeq) implements Event {}
}
