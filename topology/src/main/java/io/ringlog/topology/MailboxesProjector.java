package io.ringlog.topology;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.topology.views.LiveMailbox;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each mailbox with a message or a greeting of its own. */
final class MailboxesProjector implements Projector {
    private LiveStore<LiveMailbox> mailboxes;

    @SuppressWarnings("NullAway.Init")
    MailboxesProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        mailboxes = context.getStateStore(Names.MAILBOXES);
        mailboxes.wake();
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        if (event.event() instanceof VoicemailEvent of) {
            String key = Projector.key(event, of.mailboxId());
            LiveMailbox next = mailboxes
                    .get(key)
                    .orElseGet(() -> LiveMailbox.empty(event.accountId(), of.mailboxId()))
                    .after(event, of);
            mailboxes.set(key, next.isEmpty() ? Optional.empty() : Optional.of(next));
        }
    }
}
