package io.ringlog.domain.conference;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Conference;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.Room;
import io.ringlog.kernel.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a room takes one more. Pure. */
final class DoorDecider {

    private DoorDecider() {}

    /**
     * Why a room does not take one more.
     *
     * @param room as it is; null while nobody is in it
     * @param edge where the call of who comes lives
     * @param opensLocks whether who comes is a moderator, or may still prove to be one
     */
    static Optional<Rejection> refusal(Conference row, @Nullable Room room, String edge, boolean opensLocks) {
        if (room == null) {
            return Optional.empty();
        }
        if (!room.edge().equals(edge)) {
            return refused(
                    Refusal.CONFERENCE_ELSEWHERE,
                    row,
                    "the conference is held at edge " + room.edge() + ", and the call lives at " + edge);
        }
        if (room.locked() && !opensLocks) {
            return refused(Refusal.CONFERENCE_LOCKED, row, "the conference is locked");
        }
        return room.seats().size() < row.maxMembers()
                ? Optional.empty()
                : refused(Refusal.CONFERENCE_FULL, row, "the conference has " + row.maxMembers() + " members already");
    }

    /**
     * Why a member does not ask somebody in. Where nobody can be a moderator, every member may.
     *
     * @param room as it is without whoever leaves for it
     */
    static Optional<Rejection> inviting(Turn turn, Room room, Room.Seat member) {
        Conference row = turn.state().config().conference(room.conferenceId()).orElse(null);
        if (row == null) {
            return Optional.of(Obstacle.CONFERENCE_UNKNOWN.rejection("the conference is being ended"));
        }
        return row.moderatorPin() == null || member.moderator()
                ? refusal(row, room, room.edge(), true)
                : Optional.of(Obstacle.NO_MODERATOR.rejection("only a moderator asks others into the conference"));
    }

    private static Optional<Rejection> refused(Refusal why, Conference row, String text) {
        return Optional.of(new Rejection(why.because().with("conference", row.id()), text));
    }
}
