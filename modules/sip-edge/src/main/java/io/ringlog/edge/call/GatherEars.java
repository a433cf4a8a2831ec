package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command.Gather;
import io.ringlog.edge.Desk;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.edge.media.GatherRunner;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.wire.PinHash;

/** Gives gathers their prompts, and tells the log what they heard. */
final class GatherEars implements GatherRunner.Ears {

    private final Desk desk;
    private final CallBook book;
    private final FactWriter facts;
    private final MediaDesk media;

    GatherEars(Desk desk, CallBook book, FactWriter facts, MediaDesk media) {
        this.desk = desk;
        this.book = book;
        this.facts = facts;
        this.media = media;
    }

    @Override
    public boolean prompt(String callId, String legId, String playbackId, String mediaId) {
        LiveCall call = book.find(callId).orElse(null);
        if (call == null) {
            return false;
        }
        MediaDesk.Played played =
                media.play(call.account, callId, legId, new MediaDesk.Sound(playbackId, mediaId, false));
        played.missing()
                .ifPresent(why -> facts.write(
                        call.account, stamp -> new CallFact.MediaMissing(stamp, callId, legId, mediaId, why)));
        return played.begun();
    }

    @Override
    public void stopPrompt(String callId, String legId) {
        media.stop(callId, legId);
    }

    /** A PIN is hashed beside the desk, which serves every call. */
    @Override
    public void gathered(Gather asked, String digits, GatherEnd end) {
        String salt = asked.salt();
        if (salt == null || digits.isEmpty()) {
            tell(asked, digits, end);
        } else {
            Thread.ofVirtual().name("edge-pin").start(() -> {
                String hash = PinHash.of(digits, salt);
                desk.execute(() -> tell(asked, hash, end));
            });
        }
    }

    private void tell(Gather asked, String digits, GatherEnd end) {
        book.find(asked.callId())
                .ifPresent(call -> facts.write(
                        call.account,
                        stamp -> new CallFact.DigitsGathered(
                                stamp, asked.callId(), asked.legId(), asked.gatherId(), digits, end)));
    }
}
