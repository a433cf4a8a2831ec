package io.ringlog.domain.config.node;

import io.ringlog.domain.config.DestKind;
import java.util.List;
import java.util.Optional;

/** Sends the caller to a mailbox; no edge leaves it (REFERENCE section 4.5). */
public record Voicemail(@Refers(to = "voicemail") String mailboxId) implements NodeData {

    @Override
    public List<String> faults() {
        return new Faults().named("mailboxId", mailboxId).all();
    }

    @Override
    public List<String> outcomes() {
        return List.of();
    }

    @Override
    public boolean mayHave(String outcome) {
        return false;
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        at.goTo(DestKind.VOICEMAIL, mailboxId);
        return Optional.empty();
    }
}
