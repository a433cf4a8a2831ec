package io.ringlog.domain.voicemail;

import io.ringlog.domain.Brains;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.MessageActed;
import io.ringlog.domain.journal.MessageActed.Verb;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.domain.journal.VoicemailEvent.Counts;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import io.ringlog.domain.journal.VoicemailEvent.Status;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import java.util.stream.IntStream;

/** A mailbox and a caller who comes to it. */
abstract class AtAMailbox {

    final Facts facts = new Facts("edge1", 1);
    final BrainSpec brain = new BrainSpec(Brains.concerns(Phones.SECRETS));

    static Draft<VoiceMailbox> box() {
        return Rows.mailbox("vm_1");
    }

    final void office(VoiceMailbox box) {
        brain.given(Rows.account(), Rows.trunk(), box, Rows.did("100", DestKind.VOICEMAIL, "vm_1"));
    }

    final String heard() {
        return brain.hears("c1", "a");
    }

    final void call() {
        brain.when(facts.inviteFromTrunk("c1", Rows.TRUNK, "49", "100"));
    }

    /** The caller speaks after the beep; answers the recording's id. */
    final String speaks() {
        call();
        brain.when(facts.played("c1", heard()));
        return heard();
    }

    final MessageLeft left() {
        String id = speaks();
        brain.when(facts.recorded("c1", id, 4_000, RecordingEnd.KEY));
        return brain.events(MessageLeft.class).getFirst();
    }

    final void acts(String message, Verb verb) {
        brain.when(new MessageActed("r1", "api1", "vm_1", message, verb, "key_1"));
    }

    final boolean accepted() {
        return brain.effects().getFirst() instanceof Effect.Reply reply && reply.accepted();
    }

    final Outgoing.EventRecord told(Class<? extends VoicemailEvent> type) {
        return brain.outgoing().stream()
                .filter(Outgoing.EventRecord.class::isInstance)
                .map(Outgoing.EventRecord.class::cast)
                .filter(it -> type.isInstance(it.event()))
                .findFirst()
                .orElseThrow();
    }

    static Counts counts(int fresh, int heard, int deleted) {
        return new Counts(fresh, heard, deleted, 64_044);
    }

    static MailboxState full(long bytes, int messages) {
        List<MailboxState.Message> all = IntStream.range(0, messages)
                .mapToObj(i -> new MailboxState.Message(
                        "msg-" + i,
                        "c0",
                        "49",
                        null,
                        BrainSpec.START,
                        4_000,
                        bytes,
                        "k" + i,
                        "edge1",
                        Status.NEW,
                        null,
                        null))
                .toList();
        return new MailboxState(Rows.ACCOUNT, "vm_1", List.of(), all);
    }
}
