package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.HangUp;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;

/** One party's side of a call. */
public abstract class Leg {
    private final Call call;
    private final String id;

    Leg(Call call, String id) {
        this.call = call;
        this.id = id;
    }

    final Call call() {
        return call;
    }

    final NodeParts node() {
        return call.node();
    }

    public final String id() {
        return id;
    }

    abstract boolean isOver();

    /** Ends the leg in the way its state asks for. */
    public abstract CommandOutcome hangUp(HangUp how);

    /** The dialog that the platform itself holds with this party, if it does. */
    public abstract @Nullable UaDialog dialog();

    /** True when an in-dialog request with these tags was meant for a dialog of ours on this leg. */
    boolean owns(SIPRequest request) {
        UaDialog mine = dialog();
        return mine != null && mine.matches(request);
    }

    /** Handles a request inside a dialog of ours; {@code tx} is null for ACK. */
    public void inDialog(SIPRequest request, @Nullable ServerTransaction tx) {
        UaDialog mine = dialog();
        if (mine != null) {
            mine.request(request, tx);
        }
    }
}
