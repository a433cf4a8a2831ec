package io.ringlog.domain.conference;

import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.RoomCodes;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.ConferenceActed.Act;
import io.ringlog.domain.journal.ConferenceEvent;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.recording.Taping;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.Room;
import io.ringlog.domain.state.Room.Seat;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;

/** What members do by keys while they confer, in rooms that have keys; whoever pressed hears what came of it. */
final class MemberKeys {

    private MemberKeys() {}

    /** Has the edge hear the keys of a member who comes into the talk. */
    static void listen(LiveCall call, LegRef leg) {
        if (!RoomCodes.of(call.turn(), leg).isEmpty()) {
            Taping.listen(call.turn(), leg);
        }
    }

    /** A member has pressed a code; keys of the account that mean a recording are none of these. */
    static void pressed(Turn turn, CallFact.CodePressed fact) {
        LegRef leg = new LegRef(fact.callId(), fact.legId());
        Room room = turn.state().roomOf(leg).orElse(null);
        LiveCall call = turn.live(fact.callId()).orElse(null);
        boolean recording = turn.state()
                .config()
                .account(turn.account())
                .filter(it -> it.hasRecordingKeys(fact.code()))
                .isPresent();
        if (room != null
                && call != null
                && !recording
                && RoomCodes.of(turn, leg).contains(fact.code())) {
            room.seat(leg).filter(seat -> seat.talkId() != null).ifPresent(seat -> pressed(call, room, seat, fact));
        }
    }

    private static void pressed(LiveCall call, Room room, Seat seat, CallFact.CodePressed fact) {
        Because because = Because.of("conference.key").with("key", fact.code());
        switch (fact.code()) {
            case RoomCodes.MUTE -> {
                Members.mute(call.turn(), room, seat, !seat.muted(), because);
                say(call, seat, seat.muted() ? Words.CONFERENCE_HEARD : Words.CONFERENCE_MUTED);
            }
            case RoomCodes.COUNT -> Ear.tell(call, seat.leg().legId(), count(room));
            case RoomCodes.LOCK, RoomCodes.MUTE_ALL, RoomCodes.KICK_LAST -> {
                if (seat.moderator()) {
                    moderated(call, room, seat, fact.code(), because);
                } else {
                    refused(call, room, seat, fact.code());
                }
            }
            default -> {}
        }
    }

    private static Phrase count(Room room) {
        return Phrase.of(Words.CONFERENCE_COUNT).then(Phrase.number(room.seats().size()));
    }

    private static void moderated(LiveCall call, Room room, Seat seat, String key, Because because) {
        Turn turn = call.turn();
        switch (key) {
            case RoomCodes.LOCK -> {
                boolean locks = !room.locked();
                turn.put(room.locked(locks));
                turn.emit(
                        new ConferenceEvent.ConferenceLocked(room.conferenceId(), locks),
                        because.with("call", call.id()));
                say(call, seat, locks ? Words.CONFERENCE_LOCKED : Words.CONFERENCE_UNLOCKED);
            }
            case RoomCodes.MUTE_ALL -> muteAll(call, room, seat, because.with("by", call.id()));
            default -> kickLast(call, room, seat);
        }
    }

    /** Of all who are no moderators; where none of them is heard, all are again. */
    private static void muteAll(LiveCall call, Room room, Seat by, Because because) {
        List<LegRef> others = room.seats().stream()
                .filter(it -> !it.moderator())
                .map(Seat::leg)
                .toList();
        boolean mutes = room.seats().stream().anyMatch(it -> !it.moderator() && !it.muted());
        for (LegRef leg : others) {
            Room now = call.turn().state().roomOf(leg).orElseThrow();
            Members.mute(call.turn(), now, now.seat(leg).orElseThrow(), mutes, because);
        }
        say(call, by, mutes ? Words.CONFERENCE_ALL_MUTED : Words.CONFERENCE_ALL_HEARD);
    }

    /** Moderators are not sent away by each other. */
    private static void kickLast(LiveCall call, Room room, Seat by) {
        Optional<Seat> last =
                room.seats().stream().filter(it -> !it.moderator()).reduce((before, after) -> after);
        if (last.isEmpty()) {
            Ear.tell(call, by.leg().legId(), count(room));
            return;
        }
        say(call, by, Words.CONFERENCE_SENT_AWAY);
        Members.sendAway(
                call.turn(), last.get(), Cause.CONFERENCE_KICKED.because().with("by", call.id()));
    }

    private static void refused(LiveCall call, Room room, Seat seat, String key) {
        Act act = switch (key) {
            case RoomCodes.LOCK -> room.locked() ? Act.UNLOCK : Act.LOCK;
            case RoomCodes.MUTE_ALL -> Act.MUTE;
            default -> Act.KICK;
        };
        Rejection why = Obstacle.NO_MODERATOR.rejection("call " + call.id() + " is no moderator");
        call.turn()
                .emit(
                        new ConferenceEvent.ConferenceActRefused(
                                room.conferenceId(), act, call.id(), why.code(), why.text()),
                        why.because().with("key", key));
        say(call, seat, Words.CONFERENCE_MODERATORS_ONLY);
    }

    private static void say(LiveCall call, Seat seat, Words words) {
        Ear.tell(call, seat.leg().legId(), Phrase.of(words));
    }
}
