package io.ringlog.testkit.sip;

import java.time.Duration;
import java.util.List;

/** What a phone does when it is called. */
public interface PeerManner {

    void invited(PeerCall call);

    /** CANCEL arrived before the phone answered. */
    default void cancelled(PeerCall call) {
        call.confirmCancel();
    }

    /** A re-INVITE or UPDATE arrived. */
    default void changed(PeerCall call) {
        call.acceptChange();
    }

    /** What it answers to a request that is neither a call nor a change of one, in a dialog or not. */
    default int asked(String method) {
        return 200;
    }

    static PeerManner answering() {
        return call -> {
            call.ring();
            call.answer();
        };
    }

    static PeerManner answeringAfter(Duration delay) {
        return call -> {
            call.ring();
            call.peer().later(delay, call::answer);
        };
    }

    /** 100 at once, and nothing more until it answers. */
    static PeerManner tryingBeforeAnswering(Duration delay) {
        return call -> {
            call.progress(100, List.of());
            call.peer().later(delay, call::answer);
        };
    }

    static PeerManner ringing() {
        return PeerCall::ring;
    }

    static PeerManner refusing(int status) {
        return call -> call.refuse(status);
    }

    /** Not even 100. */
    static PeerManner silent() {
        return call -> {};
    }

    /** Answers calls, but asks its user before it changes one. */
    static PeerManner askingBeforeChanges() {
        return new PeerManner() {
            @Override
            public void invited(PeerCall call) {
                call.answer();
            }

            @Override
            public void changed(PeerCall call) {
                call.ponderChange();
            }

            @Override
            public void cancelled(PeerCall call) {
                call.refuseChange(487);
            }
        };
    }

    /** Answers the very moment it is cancelled: the race that a proxy must clean up. */
    static PeerManner answeringTheCancel() {
        return new PeerManner() {
            @Override
            public void invited(PeerCall call) {
                call.ring();
            }

            @Override
            public void cancelled(PeerCall call) {
                call.answer();
            }
        };
    }
}
