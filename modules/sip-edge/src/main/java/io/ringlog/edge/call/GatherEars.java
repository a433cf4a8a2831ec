package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command.Gather;
import io.ringlog.edge.Desk;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.edge.media.GatherRunner;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.relay.LegKey;
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
    public void prompt(GatherRunner.Prompt prompt) {
        LiveCall call = book.find(prompt.callId()).orElse(null);
        if (call == null) {
            prompt.refused().run();
            return;
        }
        LegKey leg = new LegKey(prompt.callId(), prompt.legId());
        MediaDesk.Sound sound = new MediaDesk.Sound(prompt.playbackId(), prompt.asked());
        media.play(call.account, leg, sound, new Telling(call, leg, facts, prompt.refused()));
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
