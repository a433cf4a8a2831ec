package io.ringlog.domain.journal;

/** What was decided. Facts in the past tense, never changed afterwards; new fields are optional. */
public sealed interface Event
        permits RegistrationEvent,
                LampEvent,
                CallBackEvent,
                CallEvent,
                FlowEvent,
                QueueEvent,
                ConferenceEvent,
                AgentEvent,
                TrunkEvent,
                VoicemailEvent,
                RecordingEvent,
                SupervisionEvent,
                SecurityEvent,
                FraudEvent,
                Event.ConfigApplied,
                Event.FactsMissing {

    /** A configuration change took effect. */
    record ConfigApplied(String rowId, String kind, long version, boolean removed) implements Event {}

    /** An edge's facts for this account have a gap. */
    record FactsMissing(String edge, long epoch, long expectedSeq, long seenSeq) implements Event {}
}
