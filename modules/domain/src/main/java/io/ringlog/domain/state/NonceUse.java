package io.ringlog.domain.state;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The highest nonce count each recent nonce of a device was used with: a lower or equal one is a replay (RFC 7616 3.4).
 * What had to be forgotten is not good again: a nonce begins with its birth, and one that is not remembered and no
 * younger than a forgotten one counts as used. The phone is challenged anew, so nobody is locked out.
 *
 * @param forgottenTo birth of the youngest nonce forgotten, milliseconds; null while none was
 */
public record NonceUse(
        String account,
        String deviceId,
        List<Used> recent,
        @Nullable Long forgottenTo) implements Granule {

    /** More than the phones behind one device have in hand at a time, few enough to write with each use. */
    private static final int KEPT = 32;

    private static final Pattern DATED = Pattern.compile("([0-9a-z]{1,11})\\.[^.]+\\.[^.]+");

    private static final long UNDATED = Long.MAX_VALUE;

    /** A nonce and the highest count seen with it. */
    public record Used(String nonce, long count) {}

    public NonceUse {
        recent = List.copyOf(recent);
    }

    public boolean isReplay(String nonce, long count) {
        return recent.stream()
                .filter(used -> used.nonce().equals(nonce))
                .findFirst()
                .map(used -> count <= used.count())
                .orElseGet(() -> forgottenTo != null && born(nonce) <= forgottenTo);
    }

    public NonceUse used(String nonce, long count) {
        List<Used> others =
                recent.stream().filter(used -> !used.nonce().equals(nonce)).toList();
        int tooMany = Math.max(0, others.size() - KEPT + 1);
        return new NonceUse(
                account,
                deviceId,
                Stream.concat(others.stream().skip(tooMany), Stream.of(new Used(nonce, count)))
                        .toList(),
                forgotten(others.subList(0, tooMany)));
    }

    private @Nullable Long forgotten(List<Used> gone) {
        Long latest = forgottenTo;
        for (Used used : gone) {
            long born = born(used.nonce());
            latest = born != UNDATED && (latest == null || born > latest) ? Long.valueOf(born) : latest;
        }
        return latest;
    }

    private static long born(String nonce) {
        Matcher found = DATED.matcher(nonce);
        return found.matches() ? Long.parseLong(found.group(1), 36) : UNDATED;
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "nonce", deviceId);
    }
}
