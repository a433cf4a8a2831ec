package io.ringlog.domain.state;

import java.util.List;
import java.util.stream.Stream;

/**
 * The highest nonce count each recent nonce of a device was used with: a lower or equal one is a replay (RFC 7616 3.4).
 */
public record NonceUse(String account, String deviceId, List<Used> recent) implements Granule {

    /** Nonces outlive their use by minutes; a device has few at a time. */
    private static final int KEPT = 16;

    /** A nonce and the highest count seen with it. */
    public record Used(String nonce, long count) {}

    public NonceUse {
        recent = List.copyOf(recent);
    }

    public boolean isReplay(String nonce, long count) {
        return recent.stream().anyMatch(used -> used.nonce().equals(nonce) && count <= used.count());
    }

    public NonceUse used(String nonce, long count) {
        List<Used> others =
                recent.stream().filter(used -> !used.nonce().equals(nonce)).toList();
        return new NonceUse(
                account,
                deviceId,
                Stream.concat(
                                others.stream().skip(Math.max(0, others.size() - KEPT + 1)),
                                Stream.of(new Used(nonce, count)))
                        .toList());
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "nonce", deviceId);
    }
}
