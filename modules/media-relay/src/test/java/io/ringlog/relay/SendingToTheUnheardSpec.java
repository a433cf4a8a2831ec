package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.relay.RelaySettings.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A description may name somebody who asked for nothing: little is sent there before it is heard of. */
class SendingToTheUnheardSpec {
    private static final Payloads PAYLOADS = Payloads.g711(101);
    private static final int MORE = 40;

    /** Only the first phone has been heard. */
    private static Exchange halfMet(Exchange x) throws Exception {
        x.known();
        x.phoneA.talk(x.a);
        x.until("a", LegCounters::packetsIn, 1);
        x.join("a", "b");
        x.settled();
        return x;
    }

    private static void talks(Exchange x, int packets) throws Exception {
        for (int i = 0; i < packets; i++) {
            long before = x.count("a").packetsIn();
            x.phoneA.talk(x.a);
            // One at a time, so that no socket's buffer decides how many arrive.
            x.until("a", LegCounters::packetsIn, before + 1);
        }
    }

    private static void exhaust(Exchange x) throws Exception {
        talks(x, Allowance.MOST + MORE);
        x.until("b", counts -> counts.forwardedOut() + counts.unheard(), Allowance.MOST + MORE);
    }

    @ParameterizedTest
    @EnumSource
    void a_silent_address_gets_five_seconds_and_the_rest_when_it_speaks(Transport transport) throws Exception {
        try (Exchange x = halfMet(new Exchange(s -> s.withTransport(transport)))) {
            exhaust(x);
            assertThat(x.count("b").forwardedOut()).isEqualTo(Allowance.MOST);
            assertThat(x.count("b").unheard()).isEqualTo(MORE);

            x.phoneB.talk(x.b);
            x.until("b", LegCounters::packetsIn, 1);
            x.phoneA.talk(x.a);
            x.until("b", LegCounters::forwardedOut, Allowance.MOST + 1L);
        }
    }

    @Test
    void another_address_gets_no_more_than_was_heard_of_the_last() throws Exception {
        try (Exchange x = halfMet(new Exchange(s -> s));
                TestPhone next = new TestPhone(300, 0xC)) {
            exhaust(x);
            x.phoneB.talk(x.b);
            x.until("b", LegCounters::packetsIn, 1);
            x.remote("b", next.media(PAYLOADS));
            talks(x, 2);
            x.until("b", LegCounters::unheard, MORE + 1L);

            assertThat(x.count("b").forwardedOut()).isEqualTo(Allowance.MOST + 1L);
        }
    }

    @Test
    void who_asks_for_it_at_the_host_of_its_signalling_gets_all() throws Exception {
        try (Exchange x = halfMet(new Exchange(s -> s))) {
            x.remote("b", x.phoneB.media(PAYLOADS).from(x.phoneB.address().getAddress()));
            exhaust(x);

            assertThat(x.count("b").unheard()).isZero();
        }
    }
}
