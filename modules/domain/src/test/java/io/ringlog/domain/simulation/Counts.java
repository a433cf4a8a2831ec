package io.ringlog.domain.simulation;

import io.ringlog.domain.journal.CallEvent.CallRetrieved;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.LegHoldChanged;
import io.ringlog.domain.journal.CallEvent.PartyAdded;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceJoined;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.PlaceEvent.Outcome;
import io.ringlog.domain.journal.PlaceEvent.PlaceCallLost;
import io.ringlog.domain.journal.PlaceEvent.PlaceOver;

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

    void see(Event event) {
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
}
