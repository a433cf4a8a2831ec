package io.ringlog.domain.testing;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.config.SipUser.RingStrategy;
import org.jspecify.annotations.Nullable;

/** Builds a user {@code us_x} with username {@code x}. */
public final class UserRow {

    private final String name;
    private boolean isAgent;
    private @Nullable Integer maxSimultaneous;
    private int ringTimeoutSec = 25;
    private RowStatus status = RowStatus.ACTIVE;
    private RingStrategy ringStrategy = RingStrategy.SIMULTANEOUS;
    private boolean dnd;
    private final @Nullable DestKind[] forwardKinds = new DestKind[3];
    private final @Nullable String[] forwardIds = new String[3];
    private boolean autoReady;
    private boolean autoQueue;

    private UserRow(String name) {
        this.name = name;
    }

    public static UserRow user(String name) {
        return new UserRow(name);
    }

    public static UserRow agent(String name) {
        UserRow row = new UserRow(name);
        row.isAgent = true;
        return row;
    }

    public UserRow maxSimultaneous(int calls) {
        maxSimultaneous = calls;
        return this;
    }

    public UserRow ringTimeoutSec(int seconds) {
        ringTimeoutSec = seconds;
        return this;
    }

    public UserRow disabled() {
        status = RowStatus.DISABLED;
        return this;
    }

    public UserRow ring(RingStrategy strategy) {
        ringStrategy = strategy;
        return this;
    }

    public UserRow dnd() {
        dnd = true;
        return this;
    }

    public UserRow forwardAlways(DestKind kind, @Nullable String id) {
        return forward(0, kind, id);
    }

    public UserRow forwardBusy(DestKind kind, @Nullable String id) {
        return forward(1, kind, id);
    }

    public UserRow forwardNoAnswer(DestKind kind, @Nullable String id) {
        return forward(2, kind, id);
    }

    public UserRow autoReadyOnLogin() {
        autoReady = true;
        return this;
    }

    public UserRow autoQueueLogin() {
        autoQueue = true;
        return this;
    }

    public SipUser row() {
        return new SipUser(
                "us_" + name,
                Rows.ACCOUNT,
                name,
                "User " + name,
                isAgent,
                null,
                null,
                maxSimultaneous,
                ringTimeoutSec,
                null,
                status,
                ringStrategy,
                dnd,
                forwardKinds[0],
                forwardIds[0],
                forwardKinds[1],
                forwardIds[1],
                forwardKinds[2],
                forwardIds[2],
                autoReady,
                autoQueue,
                false);
    }

    private UserRow forward(int which, DestKind kind, @Nullable String id) {
        forwardKinds[which] = kind;
        forwardIds[which] = id;
        return this;
    }
}
