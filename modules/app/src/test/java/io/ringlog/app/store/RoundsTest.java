package io.ringlog.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A round that fails in a way nobody foresaw is told, and others follow. */
class RoundsTest {

    @TempDir
    Path folder;

    @Test
    void a_round_that_breaks_is_told_and_is_not_the_last() {
        var asked = new AtomicInteger();
        Shelf broken = new Shelf() {
            @Override
            public List<Listed> list(String prefix) {
                if (asked.incrementAndGet() == 1) {
                    throw new IllegalStateException("the store answers what no store answers");
                }
                return super.list(prefix);
            }
        };
        try (Rounds rounds = Rounds.copies(new SoundCopies(folder, broken))) {
            await().until(() -> rounds.trouble().isPresent());
            assertThat(rounds.trouble().orElseThrow())
                    .contains("do not come from the bucket", "the store answers what no store answers");
            await().atMost(Duration.ofSeconds(20)).until(() -> rounds.trouble().isEmpty());
            assertThat(asked).hasValueGreaterThan(1);
        }
    }
}
