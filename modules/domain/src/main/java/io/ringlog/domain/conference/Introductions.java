package io.ringlog.domain.conference;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Conference;
import io.ringlog.domain.config.Conference.Announce;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.config.node.Recording;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.recording.ErasureDesk;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.Room;
import io.ringlog.domain.state.Room.Name;
import io.ringlog.domain.state.Room.Seat;
import io.ringlog.domain.voicemail.SpokenNames;
import io.ringlog.kernel.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names by which members are told to the others: that of a user's mailbox, or what somebody says at the door. What
 * was said there is erased when they leave, or do not come in after all.
 */
public final class Introductions {

    private static final int LONGEST_SEC = 5;
    private static final int SILENCE_SEC = 2;
    private static final int SHORTEST_MS = 300;
    private static final String NAMES = "name";

    private Introductions() {}

    /** Somebody may come in: at once where no name is told or it is known, else when they have said it. */
    static void comes(LiveCall call, String legId, Conference row, boolean moderator) {
        if (row.announce() != Announce.NAME) {
            Members.seat(call, legId, row, moderator, null);
            return;
        }
        Optional<Name> known = known(call, legId);
        if (known.isPresent()) {
            Members.seat(call, legId, row, moderator, known.get());
        } else {
            var asked = new Listener.ConferenceName(row.id(), moderator);
            Ear.play(call, legId, Phrase.of(Words.CONFERENCE_SAY_NAME), asked);
        }
    }

    /** Somebody was asked in by a member and has answered: they are not kept at the door. */
    static void invited(LiveCall call, String legId, Conference row) {
        Members.seat(call, legId, row, false, known(call, legId).orElse(null));
    }

    /** The name of the mailbox of a user. */
    static Optional<Name> known(LiveCall call, String legId) {
        return call.state()
                .leg(legId)
                .map(leg -> leg.party().userId())
                .flatMap(user -> call.turn().state().config().user(user))
                .map(SipUser::voicemailId)
                .flatMap(box -> SpokenNames.of(call.turn(), box))
                .map(sound -> new Name(sound, null));
    }

    /** They have been asked for their name: it is recorded now. */
    public static void speak(LiveCall call, String legId, Listener.ConferenceName asked) {
        Ear.record(call, legId, new Recording(LONGEST_SEC, SILENCE_SEC, "#", true), NAMES, asked);
    }

    /** They have said it, or nothing. */
    public static void spoken(LiveCall call, Listener.ConferenceName asked, RecordingFinished fact) {
        Turn turn = call.turn();
        Conference row = turn.state().config().conference(asked.conferenceId()).orElse(null);
        String key = fact.objectKey();
        if (!(call.state().leg(fact.legId()).orElse(null) instanceof Leg.Up)) {
            unused(turn, fact);
            return;
        }
        Optional<Rejection> refusal = row == null
                ? Optional.of(Refusal.TARGET_MISSING.rejection("there is no conference " + asked.conferenceId()))
                : DoorDecider.refusal(
                        row,
                        turn.state().room(row.id()).orElse(null),
                        call.state().edge(),
                        asked.moderator());
        if (row == null || refusal.isPresent()) {
            unused(turn, fact);
            CallEnding.refuse(call, refusal.orElseThrow());
            return;
        }
        boolean said = key != null && fact.durationMs() >= SHORTEST_MS;
        if (!said) {
            unused(turn, fact);
        }
        Members.seat(
                call,
                fact.legId(),
                row,
                asked.moderator(),
                said ? new Name(SpokenNames.recording(String.valueOf(key)), key) : null);
    }

    /** A name that nobody will hear. */
    private static void unused(Turn turn, RecordingFinished fact) {
        String key = fact.objectKey();
        if (key != null) {
            ErasureDesk.begin(turn, fact.recordingId(), key, fact.stamp().edge());
        }
    }

    /** What all hear when somebody comes or goes; by a chime whoever has no name. */
    static void tell(LiveCall through, Room room, Conference row, @Nullable Name name, boolean comes) {
        String talk = room.talkId();
        if (talk == null || row.announce() == Announce.NONE) {
            return;
        }
        if (row.announce() == Announce.NAME && name != null) {
            Words what = comes ? Words.CONFERENCE_HAS_COME : Words.CONFERENCE_HAS_LEFT;
            Ear.tellTalk(through, talk, Phrase.sound(name.mediaId()).then(Phrase.of(what)));
        } else {
            String chime = comes ? "conference-enter" : "conference-leave";
            through.command(new Command.PlayToTalk(through.id(), talk, chime));
        }
    }

    /** A member has left: what they said at the door is erased, when the others have heard it. */
    static void forget(Turn turn, Room room, Seat seat) {
        Name name = seat.name();
        if (name != null && name.objectKey() != null) {
            ErasureDesk.beginLater(turn, room.conferenceId(), name.objectKey(), room.edge());
        }
    }
}
