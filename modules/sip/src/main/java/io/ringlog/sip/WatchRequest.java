package io.ringlog.sip;

import org.jspecify.annotations.Nullable;

/**
 * A SUBSCRIBE to an event that is served; interprets nothing else.
 *
 * @param watchId names the subscription, new or not
 * @param target user part of what is watched
 * @param host of what is watched
 * @param namesThisNode the host is the node itself, not a domain
 */
public record WatchRequest(
        RequestHead head,
        DigestAnswer digest,
        String watchId,
        Kind kind,
        String target,
        String host,
        boolean namesThisNode,
        @Nullable Integer expiresSec) {

    /** The event packages that are served. */
    public enum Kind {
        DIALOG("dialog", "application/dialog-info+xml"),
        MESSAGE_SUMMARY("message-summary", "application/simple-message-summary"),
        PRESENCE("presence", "application/pidf+xml");

        private final String event;
        private final String contentType;

        Kind(String event, String contentType) {
            this.event = event;
            this.contentType = contentType;
        }

        /** The package's name, as in Event. */
        public String event() {
            return event;
        }

        public String contentType() {
            return contentType;
        }
    }
}
