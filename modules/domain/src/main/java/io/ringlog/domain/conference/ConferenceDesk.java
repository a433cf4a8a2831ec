package io.ringlog.domain.conference;

import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.ConferenceActed;
import io.ringlog.domain.journal.ConferenceEvent;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.state.Room;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;

/** Sees who comes to conferences and who goes, and does what is asked for by REST. */
public final class ConferenceDesk implements Concern {

    private static final String DONE = "conference.done";

    private final Door door;

    public ConferenceDesk(Door door) {
        this.door = door;
    }

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof ConferenceActed asked) {
            asked(asked, turn);
        } else if (input instanceof CallFact.CodePressed fact) {
            MemberKeys.pressed(turn, fact);
        } else if (input instanceof CallFact.SpeakerHeard heard) {
            LegRef leg = new LegRef(heard.callId(), heard.legId());
            turn.state()
                    .roomOf(leg)
                    .filter(room -> heard.talkId().equals(room.talkId()))
                    .ifPresent(room -> Members.heard(turn, room, heard.speaks() ? leg : null));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.CallRouted routed && routed.target().kind() == DestKind.CONFERENCE) {
            turn.live(routed.callId())
                    .ifPresent(call ->
                            door.enter(call, String.valueOf(routed.target().id())));
        } else if (event instanceof CallEvent.TalkSplit split) {
            turn.live(split.callId()).ifPresent(call -> Members.split(call, split.talkId()));
        } else if (event instanceof CallEvent.LegHoldChanged hold) {
            turn.live(hold.callId()).ifPresent(call -> Members.held(call, hold.legId(), hold.held()));
        } else if (event instanceof CallEvent.LegConnected connected && connected.talkId() != null) {
            // A phone had the caller before the conference could.
            LegRef caller = new LegRef(connected.callId(), CallFact.CALLER);
            Members.left(turn, caller, Ringing.becauseAnswered().rule());
        } else if (event instanceof CallEvent.LegLeft left) {
            Members.left(turn, new LegRef(left.callId(), left.legId()), left.cause());
        } else if (event instanceof CallEvent.CallEnded ended) {
            turn.known(ended.callId())
                    .ifPresent(call -> call.state()
                            .legs()
                            .forEach(leg -> Members.left(turn, new LegRef(call.id(), leg.id()), ended.cause())));
        } else if (event instanceof Event.ConfigApplied gone && gone.removed()) {
            turn.state()
                    .room(gone.rowId())
                    .ifPresent(room -> Members.end(turn, room, Cause.CONFERENCE_REMOVED.because()));
        }
    }

    private static void asked(ConferenceActed asked, Turn turn) {
        String id = asked.conferenceId();
        Room room = turn.state().room(id).orElse(null);
        if (turn.state().config().conference(id).isEmpty()) {
            refuse(asked, turn, Obstacle.CONFERENCE_UNKNOWN.rejection("there is no conference " + id));
        } else if (room == null && asked.callId() != null) {
            noMember(asked, turn);
        } else if (room == null) {
            refuse(asked, turn, Obstacle.CONFERENCE_EMPTY.rejection("nobody is in conference " + id));
        } else {
            done(asked, turn, room);
        }
    }

    private static void done(ConferenceActed asked, Turn turn, Room room) {
        switch (asked.act()) {
            case MUTE, UNMUTE, KICK -> toMember(asked, turn, room);
            case LOCK, UNLOCK -> {
                boolean locks = asked.act() == ConferenceActed.Act.LOCK;
                if (room.locked() != locks) {
                    turn.put(room.locked(locks));
                    turn.emit(new ConferenceEvent.ConferenceLocked(room.conferenceId(), locks), because(asked));
                }
                reply(asked, turn, locks ? "only moderators come in now" : "everybody may come in again");
            }
            case END -> {
                reply(asked, turn, "the " + room.seats().size() + " members were sent away");
                Members.end(turn, room, Cause.CONFERENCE_ENDED.because().with("actor", asked.actor()));
            }
        }
    }

    private static void toMember(ConferenceActed asked, Turn turn, Room room) {
        String member = String.valueOf(asked.callId());
        Room.Seat seat = room.seatOf(member).orElse(null);
        if (seat == null) {
            noMember(asked, turn);
        } else if (asked.act() == ConferenceActed.Act.KICK) {
            reply(asked, turn, "call " + member + " was sent away");
            Members.sendAway(turn, seat, Cause.CONFERENCE_KICKED.because().with("actor", asked.actor()));
        } else {
            boolean muted = asked.act() == ConferenceActed.Act.MUTE;
            Members.mute(turn, room, seat, muted, because(asked));
            reply(asked, turn, "call " + member + (muted ? " is muted" : " is heard"));
        }
    }

    private static void noMember(ConferenceActed asked, Turn turn) {
        refuse(asked, turn, Obstacle.NO_MEMBER.rejection("call " + asked.callId() + " is not in the conference"));
    }

    private static Because because(ConferenceActed asked) {
        return Because.of("api.conference").with("actor", asked.actor());
    }

    private static void refuse(ConferenceActed asked, Turn turn, Rejection why) {
        turn.emit(
                new ConferenceEvent.ConferenceActRefused(
                        asked.conferenceId(), asked.act(), asked.callId(), why.code(), why.text()),
                why.because().with("actor", asked.actor()));
        turn.effect(new Effect.Reply(asked.requestId(), asked.replyTo(), false, why.code(), why.text(), null, null));
    }

    private static void reply(ConferenceActed asked, Turn turn, String text) {
        turn.effect(new Effect.Reply(asked.requestId(), asked.replyTo(), true, DONE, text, null, asked.callId()));
    }
}
