package io.ringlog.domain.state;

import io.ringlog.domain.journal.LegRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A conference with somebody in it.
 *
 * @param edge where its members' calls live: no edge reaches a leg that another has
 * @param talkId the talk its members are in or told to join; null while nobody hears anybody
 * @param begun whether the members hear each other, as soon as they are two
 * @param locked whether only moderators come in
 * @param seats its members, the first to come first
 * @param speaker the member who speaks; null for nobody
 */
public record Room(
        String account,
        String conferenceId,
        String edge,
        @Nullable String talkId,
        boolean begun,
        boolean locked,
        List<Seat> seats,
        @Nullable LegRef speaker)
        implements Granule {

    /**
     * A member.
     *
     * @param talkId the talk it is in or told to join; null while it hears music
     * @param muted whether somebody has muted it
     * @param name by which the others are told of it; null for none
     */
    public record Seat(
            LegRef leg,
            boolean moderator,
            boolean muted,
            @Nullable String talkId,
            Instant since,
            @Nullable Name name) {

        public Seat muted(boolean now) {
            return new Seat(leg, moderator, now, talkId, since, name);
        }

        public Seat in(@Nullable String talk) {
            return new Seat(leg, moderator, muted, talk, since, name);
        }
    }

    /**
     * A spoken name.
     *
     * @param objectKey where it lies when it was said at the door, to be erased; null for that of a mailbox
     */
    public record Name(String mediaId, @Nullable String objectKey) {}

    public Room {
        seats = List.copyOf(seats);
    }

    public static Room open(String account, String conferenceId, String edge) {
        return new Room(account, conferenceId, edge, null, false, false, List.of(), null);
    }

    public Optional<Seat> seat(LegRef leg) {
        return seats.stream().filter(seat -> seat.leg().equals(leg)).findFirst();
    }

    /** The member of a call. */
    public Optional<Seat> seatOf(String callId) {
        return seats.stream().filter(seat -> seat.leg().callId().equals(callId)).findFirst();
    }

    /** Whether a member is told to the others by this sound. */
    public boolean hasName(String objectKey) {
        return seats.stream().map(Seat::name).anyMatch(name -> name != null && objectKey.equals(name.objectKey()));
    }

    public boolean hasModerator() {
        return seats.stream().anyMatch(Seat::moderator);
    }

    public Room plus(Seat seat) {
        return with(Stream.concat(seats.stream(), Stream.of(seat)).toList());
    }

    public Room without(LegRef leg) {
        Room rest = with(seats.stream().filter(seat -> !seat.leg().equals(leg)).toList());
        return leg.equals(speaker) ? rest.spokenIn(null) : rest;
    }

    /** Replaces every seat by what {@code change} makes of it. */
    public Room each(UnaryOperator<Seat> change) {
        return with(seats.stream().map(change).toList());
    }

    private Room with(List<Seat> next) {
        return new Room(account, conferenceId, edge, talkId, begun, locked, next, speaker);
    }

    public Room talksIn(@Nullable String talk) {
        return new Room(account, conferenceId, edge, talk, begun, locked, seats, speaker);
    }

    public Room begins() {
        return new Room(account, conferenceId, edge, talkId, true, locked, seats, speaker);
    }

    public Room locked(boolean now) {
        return new Room(account, conferenceId, edge, talkId, begun, now, seats, speaker);
    }

    /** A member speaks, or nobody. */
    public Room spokenIn(@Nullable LegRef by) {
        return new Room(account, conferenceId, edge, talkId, begun, locked, seats, by);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "conference", conferenceId);
    }
}
