package io.ringlog.domain.state;

import io.ringlog.domain.config.CallFlow;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.SecurityRule;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.Timer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing of the state, stored and replaced as a whole. */
public sealed interface Granule
        permits CallState,
                AgentState,
                QueueState,
                GroupPointer,
                MailboxState,
                Erasure,
                TalkRecording,
                Supervision,
                LastDialled,
                CallBack,
                KeptPlace,
                WrapUp,
                Interest,
                Room,
                Lease,
                Window,
                Contacts,
                NonceUse,
                TrunkHealth,
                TrunkLine,
                Ban,
                Offender,
                Outgo,
                ChannelGranule,
                Granule.RuleInForce,
                Granule.Configured,
                Granule.ConfigMark,
                Granule.EdgeMark,
                Granule.TimerSet,
                Granule.Answered,
                Granule.EdgeUp,
                Granule.PartitionClock {

    GranuleKey key();

    /**
     * A configuration row as of a version.
     *
     * @param withdrawn true for a flow's version that no new call may enter and live calls still stand on
     */
    record Configured(ConfigRow row, long version, @Nullable Boolean withdrawn) implements Granule {

        public Configured(ConfigRow row, long version) {
            this(row, version, null);
        }

        public Configured withdraw(long at) {
            return new Configured(row, at, true);
        }

        public boolean isWithdrawn() {
            return Boolean.TRUE.equals(withdrawn);
        }

        @Override
        public GranuleKey key() {
            return new GranuleKey(row.accountId(), "config", rowKey());
        }

        /** The row's id; a flow's versions stay apart, because live calls keep theirs. */
        public String rowKey() {
            return row instanceof CallFlow flow ? flow.id() + "@" + flow.version() : row.id();
        }
    }

    /** The newest configuration version applied; a removal leaves no row that could say so. */
    record ConfigMark(String account, long version) implements Granule {
        @Override
        public GranuleKey key() {
            return new GranuleKey(account, "config", "version");
        }
    }

    /** The last fact seen of an edge in an account. */
    record EdgeMark(String account, String edge, long epoch, long seq) implements Granule {
        @Override
        public GranuleKey key() {
            return new GranuleKey(account, "dedup", edge);
        }
    }

    /** What is borne of an address. */
    record RuleInForce(String account, SecurityRule rule) implements Granule {
        @Override
        public GranuleKey key() {
            return new GranuleKey(account, "rule", "security");
        }
    }

    /** A timer that has not fired yet. */
    record TimerSet(String account, Timer timer) implements Granule {
        /** The store of timers, whose host has to watch them. */
        public static final String STORE = "timer";

        @Override
        public GranuleKey key() {
            return new GranuleKey(account, STORE, timer.timerId());
        }
    }

    /** The call that a question with an idempotency key began; kept for some time after it has ended. */
    record Answered(String account, String idempotencyKey, String callId) implements Granule {
        @Override
        public GranuleKey key() {
            return new GranuleKey(account, "answered", idempotencyKey);
        }
    }

    /**
     * An edge that lives, as far as the partition was told.
     *
     * @param drains whether it takes no new calls; null for no
     * @param over whether it has stopped in good order, so that this epoch can say what it likes; null for no
     */
    record EdgeUp(
            String edge,
            long epoch,
            @Nullable Boolean drains,
            @Nullable Boolean over) implements Granule {

        /** One that lives. */
        public EdgeUp(String edge, long epoch, @Nullable Boolean drains) {
            this(edge, epoch, drains, null);
        }

        public boolean takesWork() {
            return !Boolean.TRUE.equals(drains) && !isOver();
        }

        public boolean isOver() {
            return Boolean.TRUE.equals(over);
        }

        @Override
        public GranuleKey key() {
            return new GranuleKey(JournalRecord.PLATFORM, "edge", edge);
        }
    }

    /** The partition's clock: the newest append time seen, which never runs backwards. */
    record PartitionClock(Instant now) implements Granule {
        @Override
        public GranuleKey key() {
            return new GranuleKey("acc_platform", "clock", "now");
        }
    }
}
