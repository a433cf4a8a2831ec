package io.ringlog.domain.state;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The mailboxes of an account that have messages, and the one that waits for a recording. */
final class MailboxIndex {

    private final SortedMap<String, MailboxState> mailboxes = new TreeMap<>();
    private final Map<String, String> byRecording = new HashMap<>();

    Optional<MailboxState> mailbox(String mailboxId) {
        return Optional.ofNullable(mailboxes.get(mailboxId));
    }

    /** In the order of their ids. */
    Collection<MailboxState> all() {
        return Collections.unmodifiableCollection(mailboxes.values());
    }

    /** By the recording's id or that of its command. */
    Optional<MailboxState> waitingFor(String id) {
        return Optional.ofNullable(byRecording.get(id)).flatMap(this::mailbox);
    }

    void put(MailboxState box) {
        forget(mailboxes.put(box.mailboxId(), box));
        box.pending().forEach(one -> {
            byRecording.put(one.recordingId(), box.mailboxId());
            byRecording.put(one.commandId(), box.mailboxId());
        });
    }

    void remove(String mailboxId) {
        forget(mailboxes.remove(mailboxId));
    }

    private void forget(@Nullable MailboxState box) {
        if (box != null) {
            box.pending().forEach(one -> {
                byRecording.remove(one.recordingId());
                byRecording.remove(one.commandId());
            });
        }
    }
}
