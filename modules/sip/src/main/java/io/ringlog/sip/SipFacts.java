package io.ringlog.sip;

/** Where facts go: called on the node's own threads while the call is locked, so it must return at once. */
@FunctionalInterface
public interface SipFacts {
    void tell(SipFact fact);
}
