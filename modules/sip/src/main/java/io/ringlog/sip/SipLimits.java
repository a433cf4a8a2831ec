package io.ringlog.sip;

/** Ceilings: above them the node answers 503 (calls), drops (queue) or closes (connections). */
public record SipLimits(
        int liveCalls,
        int invitesPerSecondPerSource,
        int workers,
        int queuedMessages,
        int messageBytes,
        int connections,
        int connectionsPerSource) {

    public static SipLimits standard() {
        return new SipLimits(20_000, 1_000, 2, 4096, 16_384, 20_000, 1_000);
    }

    public SipLimits liveCalls(int max) {
        return new SipLimits(
                max,
                invitesPerSecondPerSource,
                workers,
                queuedMessages,
                messageBytes,
                connections,
                connectionsPerSource);
    }

    public SipLimits invitesPerSecondPerSource(int max) {
        return new SipLimits(liveCalls, max, workers, queuedMessages, messageBytes, connections, connectionsPerSource);
    }
}
