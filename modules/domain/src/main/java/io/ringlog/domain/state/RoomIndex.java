package io.ringlog.domain.state;

import io.ringlog.domain.journal.LegRef;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Conferences with somebody in them, by id and by the legs that are their members. */
final class RoomIndex {

    private final SortedMap<String, Room> rooms = new TreeMap<>();
    private final Map<LegRef, String> roomsOfLegs = new HashMap<>();

    Optional<Room> room(String conferenceId) {
        return Optional.ofNullable(rooms.get(conferenceId));
    }

    /** In id order. */
    Collection<Room> all() {
        return Collections.unmodifiableCollection(rooms.values());
    }

    Optional<Room> of(LegRef leg) {
        return Optional.ofNullable(roomsOfLegs.get(leg)).flatMap(this::room);
    }

    void put(Room room) {
        vacate(rooms.put(room.conferenceId(), room));
        room.seats().forEach(seat -> roomsOfLegs.put(seat.leg(), room.conferenceId()));
    }

    void remove(String conferenceId) {
        vacate(rooms.remove(conferenceId));
    }

    private void vacate(@Nullable Room room) {
        if (room != null) {
            room.seats().forEach(seat -> roomsOfLegs.remove(seat.leg()));
        }
    }
}
