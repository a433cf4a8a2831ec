package io.ringlog.domain.testing;

import io.ringlog.domain.config.Conference;
import io.ringlog.domain.config.Conference.Announce;
import org.jspecify.annotations.Nullable;

/** Builds a conference room that anybody may enter, with a chime. */
public final class ConferenceRow {

    private final Draft<Conference> draft;

    private ConferenceRow(String id) {
        draft = Draft.of(Conference.class)
                .with("id", id)
                .with("accountId", Rows.ACCOUNT)
                .with("name", id)
                .with("maxMembers", 20)
                .with("announce", Announce.CHIME);
    }

    public static ConferenceRow conference(String id) {
        return new ConferenceRow(id);
    }

    /** Sealed as {@link Phones#SECRETS} opens it. */
    public ConferenceRow pin(String pin) {
        return with("pin", pin);
    }

    public ConferenceRow moderatorPin(String pin) {
        return with("moderatorPin", pin);
    }

    public ConferenceRow waitingForModerator() {
        return with("waitForModerator", true);
    }

    public ConferenceRow endingWithModerator() {
        return with("endWithModerator", true);
    }

    public ConferenceRow maxMembers(int most) {
        return with("maxMembers", most);
    }

    public ConferenceRow silent() {
        return with("announce", Announce.NONE);
    }

    public ConferenceRow mutedOnEntry() {
        return with("muteOnEntry", true);
    }

    public ConferenceRow naming() {
        return with("announce", Announce.NAME);
    }

    public ConferenceRow withKeys() {
        return with("memberKeys", true);
    }

    public Conference row() {
        return draft.row();
    }

    private ConferenceRow with(String component, @Nullable Object value) {
        draft.with(component, value);
        return this;
    }
}
