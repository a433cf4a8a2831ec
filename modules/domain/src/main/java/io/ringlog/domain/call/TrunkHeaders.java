package io.ringlog.domain.call;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.Command;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the account takes from the INVITEs of its trunk, and puts beside them, before anybody is called. */
final class TrunkHeaders {

    private TrunkHeaders() {}

    /** @param trunkId null for whoever calls by no trunk of the account */
    static void change(LiveCall call, @Nullable String trunkId) {
        Optional.ofNullable(trunkId)
                .flatMap(id -> call.turn().state().config().as(id, SipTrunk.class))
                .filter(it -> !it.inboundHeadersRemoved().isEmpty()
                        || !it.inboundHeadersAdded().isEmpty())
                .ifPresent(it -> call.command(
                        new Command.ChangeHeaders(call.id(), it.inboundHeadersRemoved(), it.inboundHeadersAdded())));
    }
}
