package io.ringlog.domain.journal;

import java.util.List;

/**
 * What a trunk is sent in a way of its own.
 *
 * @param codecs what it may be offered, the preferred first, by the names of SDP in lower case; empty for all
 * @param headersRemoved headers of the caller's INVITE that stay behind
 * @param headersAdded headers beside ours, as {@code Name: value}
 */
public record Manner(List<String> codecs, List<String> headersRemoved, List<String> headersAdded) {
    public Manner {
        codecs = List.copyOf(codecs);
        headersRemoved = List.copyOf(headersRemoved);
        headersAdded = List.copyOf(headersAdded);
    }
}
