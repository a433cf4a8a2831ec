package io.ringlog.edge.call;

import io.ringlog.sip.SipNode;
import org.jspecify.annotations.Nullable;

/** The signalling node, once it runs: it needs its listener before it starts, and the listener needs it afterwards. */
public final class CallLine {

    private volatile @Nullable SipNode node;

    public void opened(SipNode started) {
        node = started;
    }

    SipNode sip() {
        SipNode started = node;
        if (started == null) {
            throw new IllegalStateException("signalling has not started yet");
        }
        return started;
    }
}
