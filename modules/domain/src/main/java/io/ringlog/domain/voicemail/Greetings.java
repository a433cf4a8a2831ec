package io.ringlog.domain.voicemail;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;
import io.ringlog.domain.journal.VoicemailEvent.GreetingSource;
import io.ringlog.domain.schedule.ScheduleEvaluator;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Greeting;
import io.ringlog.kernel.Because;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which greeting a caller hears: the temporary one before all others, then that for who is busy, then that for who is
 * away, then the platform's. One that was recorded by telephone comes before the sound that the row names. Pure.
 */
final class Greetings {

    private static final String TEMPORARY = "temporary";
    private static final String BUSY = "busy";
    private static final String UNAVAILABLE = "unavailable";
    private static final String NAME = "name";

    private Greetings() {}

    /** What is heard, and why. */
    record Choice(GreetingKind kind, GreetingSource source, List<String> mediaIds, Because because) {
        Phrase phrase() {
            return mediaIds.stream().map(Phrase::sound).reduce(Phrase.NOTHING, Phrase::then);
        }
    }

    /** A sound of a kind, and where it comes from. */
    record Sound(GreetingSource source, String mediaId) {}

    static Choice choose(LiveCall call, VoiceMailbox box, MailboxState state) {
        boolean busy = call.state().isForwardedBusy();
        Because because =
                Because.of("voicemail.greeting").with("mailbox", box.id()).with("user_busy", busy);
        Optional<Sound> temporary = sound(box, state, GreetingKind.TEMPORARY);
        LocalDate until = lastDay(box);
        LocalDate today = today(call.turn());
        boolean past = until != null && today.isAfter(until);
        if (temporary.isPresent() && !past) {
            return own(GreetingKind.TEMPORARY, temporary.get(), because.with("today", today));
        }
        because = because.over(TEMPORARY, past ? "was over after " + until : "there is none");
        if (busy) {
            Optional<Sound> own = sound(box, state, GreetingKind.BUSY);
            if (own.isPresent()) {
                return own(GreetingKind.BUSY, own.get(), because);
            }
        }
        because = because.over(BUSY, busy ? "there is none" : "the user is not busy");
        Optional<Sound> away = sound(box, state, GreetingKind.UNAVAILABLE);
        return away.isPresent()
                ? own(GreetingKind.UNAVAILABLE, away.get(), because)
                : platforms(busy, sound(box, state, GreetingKind.NAME), because.over(UNAVAILABLE, "there is none"));
    }

    /** What the platform says when the sound it should play is not there: it says no name then. */
    static Choice instead(boolean busy, Because because) {
        Words whole = busy ? Words.VM_BUSY : Words.VM_GREETING;
        return new Choice(kind(busy), GreetingSource.SYSTEM, List.of(whole.id()), because);
    }

    private static Choice own(GreetingKind kind, Sound sound, Because because) {
        return new Choice(kind, sound.source(), List.of(sound.mediaId()), because);
    }

    private static Choice platforms(boolean busy, Optional<Sound> name, Because because) {
        if (name.isEmpty()) {
            return instead(busy, because.over(NAME, "there is none"));
        }
        Words rest = busy ? Words.VM_IS_BUSY : Words.VM_IS_AWAY;
        List<String> said = List.of(name.get().mediaId(), rest.id());
        return new Choice(
                kind(busy),
                GreetingSource.NAME,
                said,
                because.with(NAME, name.get().mediaId()));
    }

    private static GreetingKind kind(boolean busy) {
        return busy ? GreetingKind.BUSY : GreetingKind.UNAVAILABLE;
    }

    /** What there is of a kind, heard or not. */
    static Optional<Sound> sound(VoiceMailbox box, MailboxState state, GreetingKind kind) {
        return state.greeting(kind)
                .map(it -> new Sound(GreetingSource.TELEPHONE, sound(it)))
                .or(() -> Optional.ofNullable(ofRow(box, kind)).map(it -> new Sound(GreetingSource.ROW, it)));
    }

    private static String sound(Greeting greeting) {
        return MailboxSpeech.recording(greeting.objectKey());
    }

    private static @Nullable String ofRow(VoiceMailbox box, GreetingKind kind) {
        return switch (kind) {
            case UNAVAILABLE -> box.greetingMediaId();
            case BUSY -> box.busyGreetingMediaId();
            case TEMPORARY -> box.temporaryGreetingMediaId();
            case NAME -> box.nameMediaId();
        };
    }

    /** A day that cannot be read ends nothing: who is away is not to be called by a greeting that says otherwise. */
    private static @Nullable LocalDate lastDay(VoiceMailbox box) {
        String until = box.temporaryGreetingUntil();
        try {
            return until == null ? null : LocalDate.parse(until);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private static LocalDate today(Turn turn) {
        return LocalDate.ofInstant(
                turn.now(), ScheduleEvaluator.zoneOf(turn.state().config(), turn.account()));
    }
}
