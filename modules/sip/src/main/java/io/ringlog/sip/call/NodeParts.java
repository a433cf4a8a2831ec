package io.ringlog.sip.call;

import io.ringlog.sip.SipFacts;
import io.ringlog.sip.SipNodeConfig;
import io.ringlog.sip.SipPolicy;
import io.ringlog.sip.auth.Challenges;
import io.ringlog.sip.auth.FlowToken;
import io.ringlog.sip.auth.RouteToken;
import io.ringlog.sip.stack.SipCounters;

/** What every call of a node shares. */
public record NodeParts(
        SipNodeConfig config,
        SipFacts facts,
        SipPolicy policy,
        Egress egress,
        Timers timers,
        Challenges challenges,
        RouteToken tokens,
        FlowToken flows,
        CallTable calls,
        SipCounters counters) {}
