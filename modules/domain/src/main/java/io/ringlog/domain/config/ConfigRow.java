package io.ringlog.domain.config;

/** A row of configuration that belongs to one account. Secrets appear sealed only. */
public sealed interface ConfigRow
        permits Account,
                SipDomain,
                SipUser,
                SipDevice,
                SipTrunk,
                Did,
                Extension,
                CallFlow,
                Queue,
                CallGroup,
                Conference,
                AgentQueueAssignment,
                InQueueOption,
                TimeSchedule,
                OutboundRoute,
                Forward,
                VoiceMailbox,
                CallLimit,
                ParkLot,
                FeatureCode,
                FraudRule,
                Playlist,
                Secret {

    /** Prefixed ULID, unique over the platform. */
    String id();

    /** The account that owns the row; an account owns itself. */
    String accountId();
}
