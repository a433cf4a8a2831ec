package io.ringlog.domain.config.node;

import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets the caller hear the messages of a mailbox: the named one, or their own (REFERENCE section 4.5). */
public record Mailbox(@Refers(to = "voicemail") @Nullable String mailboxId) implements NodeData {

    /** The caller is no user with a mailbox. */
    private static final String NONE = "none";

    @Override
    public List<String> outcomes() {
        return List.of(NONE);
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        return at.fetch(mailboxId)
                ? Optional.empty()
                : Optional.of(new Outcome(NONE, Because.of("flow.no-mailbox-of-their-own")));
    }
}
