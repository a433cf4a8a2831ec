package io.ringlog.domain.state;

import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.Party;

/** One way to reach somebody who is rung. */
public record Candidate(Party party, Contact contact) {}
