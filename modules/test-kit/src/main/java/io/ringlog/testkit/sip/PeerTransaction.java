package io.ringlog.testkit.sip;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request of a phone and what came back for it. */
final class PeerTransaction {
    final SipText request;
    final CompletableFuture<SipText> finalResponse = new CompletableFuture<>();
    private final Consumer<SipText> onProvisional;
    private volatile boolean heard;
    private volatile @Nullable Future<?> repeat;

    PeerTransaction(SipText request, Consumer<SipText> onProvisional) {
        this.request = request;
        this.onProvisional = onProvisional;
    }

    boolean quiet() {
        return !heard;
    }

    void repeating(@Nullable Future<?> timer) {
        repeat = timer;
    }

    void received(SipText response) {
        boolean stops = response.status() >= 200 || request.method().equals("INVITE");
        heard |= stops;
        Future<?> timer = repeat;
        if (stops && timer != null) {
            timer.cancel(false);
        }
        if (response.status() >= 200) {
            finalResponse.complete(response);
        } else if (response.status() > 100) {
            onProvisional.accept(response);
        }
    }
}
