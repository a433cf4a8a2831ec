package io.ringlog.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamPaceSpec {
    private static final int FITS = 1_000;
    private static final int TOO_MUCH = 64 * 1_024;

    private final SourceBudget budget = new SourceBudget(10);
    private final AtomicInteger slowed = new AtomicInteger();
    private final EmbeddedChannel stream =
            new EmbeddedChannel(new StreamPace(budget, InetAddress.getLoopbackAddress(), slowed::incrementAndGet));

    @AfterEach
    void end() {
        stream.finishAndReleaseAll();
    }

    @Test
    void a_stream_within_its_share_is_read_on() {
        arrives(FITS);

        assertThat(stream.config().isAutoRead()).isTrue();
        assertThat(slowed).hasValue(0);
    }

    @Test
    void what_is_beyond_waits_for_the_next_second_and_nothing_is_lost() {
        arrives(TOO_MUCH);

        assertThat(stream.config().isAutoRead()).isFalse();
        assertThat(stream.inboundMessages()).hasSize(1);
        assertThat(slowed).hasValue(1);

        stream.advanceTimeBy(1, TimeUnit.SECONDS);
        stream.runScheduledPendingTasks();
        assertThat(stream.config().isAutoRead()).isTrue();
    }

    @Test
    void what_was_under_way_while_it_waits_is_counted_once() {
        arrives(TOO_MUCH);
        arrives(TOO_MUCH);

        assertThat(slowed).hasValue(1);
    }

    @Test
    void a_stream_that_is_left_is_not_read_again() {
        arrives(TOO_MUCH);

        stream.pipeline().remove(StreamPace.class);
        stream.advanceTimeBy(1, TimeUnit.SECONDS);
        stream.runScheduledPendingTasks();

        assertThat(stream.config().isAutoRead()).isFalse();
    }

    private void arrives(int bytes) {
        stream.writeInbound(Unpooled.wrappedBuffer(new byte[bytes]));
    }
}
