package io.ringlog.domain.conference;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Conference;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.ConferenceEvent;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.Room;
import io.ringlog.domain.state.Room.Name;
import io.ringlog.domain.state.Room.Seat;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is in a conference, and who hears whom there: the talk of a room follows from its seats. */
final class Members {

    private Members() {}

    /** Somebody has been let in. */
    static void seat(LiveCall call, String legId, Conference row, boolean moderator, @Nullable Name name) {
        Turn turn = call.turn();
        Room before = turn.state()
                .room(row.id())
                .orElseGet(
                        () -> Room.open(turn.account(), row.id(), call.state().edge()));
        boolean begun = before.begun() || moderator || !row.waitForModerator();
        boolean muted = row.muteOnEntry() && !moderator;
        LegRef leg = new LegRef(call.id(), legId);
        Room after = before.plus(new Seat(leg, moderator, muted, null, call.now(), name));
        turn.put(begun ? after.begins() : after);
        call.change(it -> it.inConference(row.id()));
        call.emit(
                new ConferenceEvent.ConferenceJoined(call.id(), row.id(), legId, moderator, muted, !begun),
                Because.of("conference.joined").with("members", after.seats().size()));
        settle(turn, row.id());
        tell(turn, row.id(), name, true);
        music(call);
    }

    /** Somebody takes the seat of a member, who leaves: the others are told of both. */
    static void follow(LiveCall call, String legId, Conference row, Seat before) {
        Turn turn = call.turn();
        Room room = turn.state().room(row.id()).orElseThrow();
        LegRef gone = before.leg();
        Name name = Introductions.known(call, legId).orElse(null);
        boolean muted = row.muteOnEntry() && !before.moderator();
        Seat seat = new Seat(new LegRef(call.id(), legId), before.moderator(), muted, null, call.now(), name);
        turn.put(room.without(gone).plus(seat));
        call.change(it -> it.inConference(row.id()));
        Because because = Because.of("conference.followed").with("before", gone.callId());
        turn.emit(
                new ConferenceEvent.ConferenceLeft(gone.callId(), row.id(), gone.legId(), Cause.TRANSFERRED.code()),
                because);
        call.emit(
                new ConferenceEvent.ConferenceJoined(
                        call.id(), row.id(), legId, before.moderator(), muted, !room.begun()),
                because);
        Introductions.forget(turn, room, before);
        sendAway(turn, before, Cause.TRANSFERRED.because());
        settle(turn, row.id());
        tell(turn, row.id(), before.name(), false);
        tell(turn, row.id(), name, true);
        music(call);
    }

    /** A leg that was in a conference is in it no more. */
    static void left(Turn turn, LegRef leg, String why) {
        Room room = turn.state().roomOf(leg).orElse(null);
        if (room == null) {
            return;
        }
        Because because = Because.of(why).with("members", room.seats().size() - 1);
        turn.emit(new ConferenceEvent.ConferenceLeft(leg.callId(), room.conferenceId(), leg.legId(), why), because);
        room.seat(leg).ifPresent(seat -> Introductions.forget(turn, room, seat));
        Room rest = room.without(leg);
        if (rest.seats().isEmpty()) {
            turn.remove(room);
            turn.emit(new ConferenceEvent.ConferenceEnded(room.conferenceId()), because);
            return;
        }
        turn.put(rest);
        boolean lastModerator = room.seat(leg).filter(Seat::moderator).isPresent() && !rest.hasModerator();
        if (lastModerator && endsWithModerator(turn, room)) {
            end(turn, rest, Cause.CONFERENCE_MODERATOR_LEFT.because());
        } else {
            settle(turn, room.conferenceId());
            tell(turn, room.conferenceId(), room.seat(leg).map(Seat::name).orElse(null), false);
        }
    }

    private static boolean endsWithModerator(Turn turn, Room room) {
        return turn.state()
                .config()
                .conference(room.conferenceId())
                .filter(Conference::endWithModerator)
                .isPresent();
    }

    /** All members are sent away; the room goes with the last. */
    static void end(Turn turn, Room room, Because because) {
        room.seats().forEach(seat -> sendAway(turn, seat, because));
    }

    static void sendAway(Turn turn, Seat seat, Because because) {
        turn.live(seat.leg().callId())
                .ifPresent(call -> CallEnding.sendAway(call, seat.leg().legId(), because));
    }

    static void mute(Turn turn, Room room, Seat seat, boolean muted, Because because) {
        if (seat.muted() == muted) {
            return;
        }
        turn.put(room.each(it -> it.equals(seat) ? it.muted(muted) : it));
        LegRef leg = seat.leg();
        LiveCall call = turn.live(leg.callId()).orElseThrow();
        if (seat.talkId() != null) {
            boolean unheard = muted || holds(call, leg.legId());
            call.command(new Command.MuteLeg(call.id(), leg.legId(), unheard));
        }
        call.emit(new ConferenceEvent.ConferenceMuted(call.id(), room.conferenceId(), leg.legId(), muted), because);
    }

    /** Another member speaks than before, or nobody. */
    static void heard(Turn turn, Room room, @Nullable LegRef speaker) {
        LegRef before = room.speaker();
        if (!Objects.equals(before, speaker)) {
            turn.put(room.spokenIn(speaker));
            turn.emit(
                    new ConferenceEvent.ConferenceSpeakerChanged(
                            room.conferenceId(),
                            speaker == null ? null : speaker.callId(),
                            speaker == null ? null : speaker.legId(),
                            before == null ? null : before.callId()),
                    Because.of("conference.heard").with("members", room.seats().size()));
        }
    }

    /** A phone on hold plays music of its own, which no conference wants to hear. */
    static void held(LiveCall call, String legId, boolean held) {
        call.turn()
                .state()
                .roomOf(new LegRef(call.id(), legId))
                .flatMap(room -> room.seat(new LegRef(call.id(), legId)))
                .filter(seat -> seat.talkId() != null && !seat.muted())
                .ifPresent(_ -> call.command(new Command.MuteLeg(call.id(), legId, held)));
    }

    /** A talk is no more: members who were to hear each other in it do so in another one. */
    static void split(LiveCall call, String talkId) {
        for (Leg.Up up : call.state().up()) {
            call.turn()
                    .state()
                    .roomOf(new LegRef(call.id(), up.id()))
                    .filter(room -> talkId.equals(room.talkId()))
                    .ifPresent(room -> {
                        call.turn().put(room.talksIn(null).each(seat -> seat.in(null)));
                        settle(call.turn(), room.conferenceId());
                    });
        }
        music(call);
    }

    /** Whoever sits in a conference and hears nobody hears music. */
    private static void music(LiveCall call) {
        for (Leg.Up up : call.state().up()) {
            LegRef leg = new LegRef(call.id(), up.id());
            call.turn()
                    .state()
                    .roomOf(leg)
                    .filter(room ->
                            room.seat(leg).filter(it -> it.talkId() == null).isPresent())
                    .ifPresent(room -> Ear.musicAfter(
                            call, leg.legId(), why(room), new Listener.ConferenceMusic(room.conferenceId())));
        }
    }

    /** Why a member hears nobody yet. */
    private static Phrase why(Room room) {
        return Phrase.of(room.begun() ? Words.CONFERENCE_ALONE : Words.CONFERENCE_WAIT);
    }

    /** Two and more who may hear each other are in one talk; one alone is in none. */
    private static void settle(Turn turn, String conferenceId) {
        Room room = turn.state().room(conferenceId).orElseThrow();
        List<Seat> there = there(turn, room);
        String talk = room.talkId();
        if (room.begun() && there.size() > 1) {
            String shared = talk == null ? turn.newId("tk") : talk;
            there.stream().filter(seat -> seat.talkId() == null).forEach(seat -> mix(turn, seat, shared));
            turn.put(room.talksIn(shared).each(seat -> seat.in(shared)));
        } else if (talk != null) {
            there.forEach(seat -> turn.live(seat.leg().callId())
                    .ifPresent(call -> call.command(new Command.SplitTalk(call.id(), talk))));
            turn.put(room.talksIn(null).each(seat -> seat.in(null)));
        }
    }

    private static void mix(Turn turn, Seat seat, String talkId) {
        LiveCall call = turn.live(seat.leg().callId()).orElseThrow();
        String legId = seat.leg().legId();
        call.command(new Command.MixLeg(call.id(), talkId, legId, seat.muted() || holds(call, legId)));
        MemberKeys.listen(call, seat.leg());
    }

    private static boolean holds(LiveCall call, String legId) {
        return call.state().leg(legId).orElse(null) instanceof Leg.Up up && up.holds();
    }

    /** Tells the others that somebody has come or gone. */
    private static void tell(Turn turn, String conferenceId, @Nullable Name name, boolean comes) {
        Room room = turn.state().room(conferenceId).orElseThrow();
        Conference row = turn.state().config().conference(conferenceId).orElse(null);
        Optional<LiveCall> through = there(turn, room).stream()
                .findFirst()
                .flatMap(seat -> turn.live(seat.leg().callId()));
        if (row != null) {
            through.ifPresent(call -> Introductions.tell(call, room, row, name, comes));
        }
    }

    /** The members whose calls go on. */
    private static List<Seat> there(Turn turn, Room room) {
        return room.seats().stream()
                .filter(seat -> turn.live(seat.leg().callId()).isPresent())
                .toList();
    }
}
