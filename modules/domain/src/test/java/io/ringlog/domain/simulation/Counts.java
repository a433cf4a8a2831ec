package io.ringlog.domain.simulation;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallParked;
import io.ringlog.domain.journal.CallEvent.CallRetrieved;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.CallEvent.LegHoldChanged;
import io.ringlog.domain.journal.CallEvent.ParkTimedOut;
import io.ringlog.domain.journal.CallEvent.PartyAdded;
import io.ringlog.domain.journal.CallEvent.RingGroupEntered;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceJoined;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.PlaceEvent.Outcome;
import io.ringlog.domain.journal.PlaceEvent.PlaceCallLost;
import io.ringlog.domain.journal.PlaceEvent.PlaceOver;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How often what is to be simulated has happened. */
final class Counts {

    /** On hold or back. */
    int holds;

    /** Somebody came for a call that was parked or rang elsewhere. */
    int retrievals;

    /** Somebody came into a conference. */
    int conferred;

    /** Somebody came into a talk who was asked in. */
    int added;

    /** Somebody was passed on. */
    int transfers;

    /** Of those, who was in another call than who did it. */
    int transfersAcrossCalls;

    /** Of those, a member of a conference who passed its seat on. */
    int seatsPassedOn;

    /** Somebody was called back and talked to an agent. */
    int calledBack;

    /** A call for a place was lost with its edge. */
    int placesThatLostTheirCall;

    /** A ring group was rung. */
    int groupsRung;

    /** One of its members took the call. */
    int groupsAnswered;

    /** Somebody was put into a slot. */
    int parked;

    /** Somebody came for them. */
    int fetched;

    /** Nobody came, and who had parked them was rung. */
    int recalled;

    /** Somebody left a message. */
    int messages;

    private final Map<String, List<String>> ringing = new HashMap<>();

    void see(Event event) {
        groups(event);
        parked += event instanceof CallParked ? 1 : 0;
        fetched += event instanceof CallRetrieved it && it.lotId() != null ? 1 : 0;
        recalled += event instanceof ParkTimedOut it && it.recalled() != null ? 1 : 0;
        messages += event instanceof MessageLeft ? 1 : 0;
        calledBack += event instanceof PlaceOver over && over.outcome() == Outcome.ANSWERED ? 1 : 0;
        placesThatLostTheirCall += event instanceof PlaceCallLost ? 1 : 0;
        retrievals += event instanceof CallRetrieved ? 1 : 0;
        conferred += event instanceof ConferenceJoined ? 1 : 0;
        holds += event instanceof LegHoldChanged ? 1 : 0;
        added += event instanceof PartyAdded ? 1 : 0;
        if (event instanceof CallTransferred it) {
            transfers++;
            transfersAcrossCalls += it.byCallId() == null ? 0 : 1;
            seatsPassedOn += it.byCallId() == null && it.legId().equals(it.byLegId()) ? 1 : 0;
        }
    }

    private void groups(Event event) {
        if (event instanceof RingGroupEntered it) {
            groupsRung++;
            ringing.put(it.callId(), it.members());
        } else if (event instanceof CallRouted it) {
            ringing.remove(it.callId());
        } else if (event instanceof CallEnded it) {
            ringing.remove(it.callId());
        } else if (event instanceof LegConnected it && ringing.containsKey(it.callId())) {
            groupsAnswered += Objects.requireNonNull(ringing.remove(it.callId()))
                            .contains(it.party().userId())
                    ? 1
                    : 0;
        }
    }
}
