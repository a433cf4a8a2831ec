package io.ringlog.sip.hep;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where copies of all SIP messages go.
 *
 * @param address of a collector that takes HEP version 3
 * @param stream by TCP, else by UDP
 * @param agentId tells this edge from others there
 * @param key what the collector asks of who may send; none where empty
 */
public record HepCollector(InetSocketAddress address, boolean stream, int agentId, Optional<String> key) {
    public HepCollector {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("a collector is at an address, not at a name: " + address);
        }
    }

    /** Without the key: it must not come into a log. */
    @Override
    public String toString() {
        return "HepCollector[" + address + (stream ? " by TCP" : " by UDP") + ", agent " + agentId + "]";
    }
}
