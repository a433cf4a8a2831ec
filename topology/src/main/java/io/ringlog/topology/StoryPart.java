package io.ringlog.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.wire.Codecs;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Events of a call that came between two commits, as they came, a line each. Whoever reads the parts of a call may find
 * an event twice, after a crash, and tells by its sequence number.
 */
record StoryPart(byte[] lines) {
    static final LiveStore.Format<StoryPart> FORMAT = new LiveStore.Format<>(StoryPart::lines, StoryPart::new);

    /** A part is one record of the changelog; a quarter of the broker's usual limit is enough for it. */
    private static final int MOST = 256 * 1024;

    boolean hasRoomFor(byte[] event) {
        return lines.length + event.length < MOST;
    }

    StoryPart plus(byte[] event) {
        byte[] more = Arrays.copyOf(lines, lines.length + 1 + event.length);
        more[lines.length] = '\n';
        System.arraycopy(event, 0, more, lines.length + 1, event.length);
        return new StoryPart(more);
    }

    Stream<EventRecord> events() {
        return new String(lines, UTF_8)
                .lines()
                .map(it -> Codecs.EVENT.decode(it.getBytes(UTF_8)).orThrow());
    }
}
