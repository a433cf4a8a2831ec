package io.ringlog.domain.conference;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.PinGuard;
import io.ringlog.domain.act.Transfers;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.Conference;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.node.Gathering;
import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.ConferenceEvent;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.registration.SecretOpener;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.Room;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets calls into conferences: asks for the PIN where there is one, and refuses whom the room does not take. */
public final class Door {

    private static final int MOST_TRIES = 3;
    private static final int PIN_TIMEOUT_SEC = 10;
    private static final String TOO_OFTEN = "too many PINs were wrong; try again in an hour";
    private static final Phrase ASK = Phrase.of(Words.CONFERENCE_PIN);
    private static final Phrase ASK_AGAIN = Phrase.of(Words.CONFERENCE_WRONG_PIN, Words.CONFERENCE_PIN);

    private final SecretOpener secrets;

    public Door(SecretOpener secrets) {
        this.secrets = secrets;
    }

    private enum Role {
        MODERATOR,
        MEMBER,
        STRANGER
    }

    /** A call comes to a conference. */
    void enter(LiveCall call, String conferenceId) {
        Conference row = row(call, conferenceId);
        if (row == null) {
            return;
        }
        Optional<Leg> guest = call.state().guest().filter(leg -> !(leg instanceof Leg.InTalk));
        Optional<Rejection> refusal = guest.isEmpty()
                ? Optional.of(Refusal.TARGET_UNAVAILABLE.rejection("nobody of the call can go into a conference"))
                : DoorDecider.refusal(row, room(call, row), call.state().edge(), row.moderatorPin() != null);
        if (refusal.isPresent()) {
            CallEnding.refuse(call, refusal.get());
            return;
        }
        if (PinGuard.isLocked(call, row.id())) {
            CallEnding.refuse(call, Refusal.CONFERENCE_PIN.rejection(TOO_OFTEN));
            return;
        }
        Transfers.taken(call, DestKind.CONFERENCE);
        Ear.open(call, Because.of("conference.needs-ear").with("conference", row.id()));
        String legId = guest.orElseThrow().id();
        if (row.pin() == null && row.moderatorPin() == null) {
            Introductions.comes(call, legId, row, false);
        } else {
            call.emit(
                    new ConferenceEvent.ConferencePinAsked(call.id(), row.id(), legId),
                    Because.of("conference.has-pin"));
            ask(call, legId, row, 0);
        }
    }

    private void ask(LiveCall call, String legId, Conference row, int tries) {
        Phrase prompt = tries == 0 ? ASK : ASK_AGAIN;
        Ear.gather(
                call,
                legId,
                new Gathering(prompt, 0, longestPin(row), "#", PIN_TIMEOUT_SEC, null, true),
                new Listener.ConferencePin(row.id(), tries));
    }

    private int longestPin(Conference row) {
        return Stream.of(row.pin(), row.moderatorPin())
                .filter(Objects::nonNull)
                .mapToInt(pin -> secrets.open(pin, row.id()).length())
                .max()
                .orElseThrow();
    }

    /** Somebody at the door has typed something, or nothing in time. */
    public void typed(LiveCall call, Listener.ConferencePin asked, DigitsGathered keys) {
        Conference row = row(call, asked.conferenceId());
        if (row == null) {
            return;
        }
        if (PinGuard.isLocked(call, row.id())) {
            CallEnding.refuse(call, Refusal.CONFERENCE_PIN.rejection(TOO_OFTEN));
            return;
        }
        Role role = role(row, keys.digits());
        if (role == Role.STRANGER) {
            wrong(call, keys, row, asked.tries() + 1);
            return;
        }
        boolean moderator = role == Role.MODERATOR;
        DoorDecider.refusal(row, room(call, row), call.state().edge(), moderator)
                .ifPresentOrElse(
                        why -> CallEnding.refuse(call, why),
                        () -> Introductions.comes(call, keys.legId(), row, moderator));
    }

    private void wrong(LiveCall call, DigitsGathered keys, Conference row, int tries) {
        if (!keys.digits().isEmpty()) {
            PinGuard.wrong(call, row.id());
        }
        String legId = keys.legId();
        Because because = Refusal.CONFERENCE_PIN.because().with("tries", tries);
        call.emit(new ConferenceEvent.ConferencePinWrong(call.id(), row.id(), legId, tries), because);
        if (tries < MOST_TRIES) {
            ask(call, legId, row, tries);
        } else {
            CallEnding.refuse(call, new Rejection(because, "no PIN of the conference in " + tries + " tries"));
        }
    }

    /** Where moderators alone have a PIN, who types nothing is a member; where none has one any more, everybody. */
    private Role role(Conference row, String digits) {
        if (row.pin() == null && row.moderatorPin() == null) {
            return Role.MEMBER;
        }
        if (is(row.moderatorPin(), row, digits)) {
            return Role.MODERATOR;
        }
        boolean member = row.pin() == null ? digits.isEmpty() : is(row.pin(), row, digits);
        return member ? Role.MEMBER : Role.STRANGER;
    }

    private boolean is(@Nullable String sealed, Conference row, String digits) {
        return sealed != null && secrets.open(sealed, row.id()).equals(digits);
    }

    /** The room as configured; a call to one that is gone is refused. */
    private static @Nullable Conference row(LiveCall call, String conferenceId) {
        Conference row = call.turn().state().config().conference(conferenceId).orElse(null);
        if (row == null) {
            CallEnding.refuse(call, Refusal.TARGET_MISSING.rejection("there is no conference " + conferenceId));
        }
        return row;
    }

    private static @Nullable Room room(LiveCall call, Conference row) {
        return call.turn().state().room(row.id()).orElse(null);
    }
}
