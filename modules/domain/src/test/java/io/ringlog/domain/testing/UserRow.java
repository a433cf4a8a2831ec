package io.ringlog.domain.testing;

import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.config.SipUser.RingStrategy;
import org.jspecify.annotations.Nullable;

/** Builds a user {@code us_x} with username {@code x}. */
public final class UserRow {

    private final Draft<SipUser> draft;

    private UserRow(String name) {
        draft = Draft.of(SipUser.class)
                .with("id", "us_" + name)
                .with("accountId", Rows.ACCOUNT)
                .with("username", name)
                .with("displayName", "User " + name)
                .with("ringTimeoutSec", 25);
    }

    public static UserRow user(String name) {
        return new UserRow(name);
    }

    public static UserRow agent(String name) {
        return new UserRow(name).with("isAgent", true);
    }

    public UserRow maxSimultaneous(int calls) {
        return with("maxSimultaneous", calls);
    }

    public UserRow ringTimeoutSec(int seconds) {
        return with("ringTimeoutSec", seconds);
    }

    public UserRow voicemail(String mailboxId) {
        return with("voicemailId", mailboxId);
    }

    public UserRow disabled() {
        return with("status", RowStatus.DISABLED);
    }

    public UserRow ring(RingStrategy strategy) {
        return with("ringStrategy", strategy);
    }

    public UserRow dnd() {
        return with("dnd", true);
    }

    public UserRow forwardAlways(DestKind kind, @Nullable String id) {
        return with("fwdAlways", new Dest(kind, id));
    }

    public UserRow forwardBusy(DestKind kind, @Nullable String id) {
        return with("fwdBusy", new Dest(kind, id));
    }

    public UserRow forwardNoAnswer(DestKind kind, @Nullable String id) {
        return with("fwdNoanswer", new Dest(kind, id));
    }

    public UserRow forwardUnreachable(DestKind kind, @Nullable String id) {
        return with("fwdUnreachable", new Dest(kind, id));
    }

    public UserRow autoReadyOnLogin() {
        return with("autoReadyOnLogin", true);
    }

    public UserRow autoQueueLogin() {
        return with("autoQueueLogin", true);
    }

    public SipUser row() {
        return draft.row();
    }

    private UserRow with(String component, @Nullable Object value) {
        draft.with(component, value);
        return this;
    }
}
