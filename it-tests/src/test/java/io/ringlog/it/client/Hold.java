package io.ringlog.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.domain.journal.CallEvent.CallTakenOver;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.edge.EdgeNode;
import io.ringlog.relay.LegCounters;
import java.time.Duration;

/** A call that was only passed on, put on hold by REST so that the caller hears music, and taken back. */
public final class Hold {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Two seconds of speech. */
    private static final long PACKETS_ENOUGH = 100;

    private final Platform platform;
    private final EdgeNode edge;
    private final String call;
    private final String called;

    Hold(Platform platform, EdgeNode edge, String number) {
        this.platform = platform;
        this.edge = edge;
        this.call = platform.log().callTo(number);
        this.called = platform.log()
                .await(LegConnected.class, it -> it.callId().equals(call))
                .legId();
    }

    /** From the proxied call to music in the caller's ear: whoever was called has the others wait. */
    public void begins() {
        platform.rest().hold(call, called);
        platform.log().await(CallTakenOver.class, it -> it.callId().equals(call));
        await("the caller hears music").atMost(PATIENCE).until(() -> caller().engineOut() >= PACKETS_ENOUGH);
        assertThat(callee().engineOut()).isZero();
    }

    /** Back to a pure relay: the parties hear each other, and the engine adds nothing. */
    public void ends() {
        platform.rest().resume(call, called);
        long apart = caller().forwardedOut();
        await("the engine has left").atMost(PATIENCE).until(() -> caller().forwardedOut() > apart);
        LegCounters caller = caller();
        LegCounters callee = callee();
        await("both hear each other")
                .atMost(PATIENCE)
                .until(() -> caller().forwardedOut() >= caller.forwardedOut() + PACKETS_ENOUGH
                        && callee().forwardedOut() >= callee.forwardedOut() + PACKETS_ENOUGH);
        assertThat(caller().engineOut()).isEqualTo(caller.engineOut());
        assertThat(callee().engineOut()).isZero();
    }

    private LegCounters caller() {
        return edge.media().counters(call, CallFact.CALLER).orElseThrow();
    }

    private LegCounters callee() {
        return edge.media().counters(call, called).orElseThrow();
    }
}
