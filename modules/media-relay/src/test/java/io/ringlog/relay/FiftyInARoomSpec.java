package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.media.audio.G711;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.relay.TestPhone.Heard;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A room is full and on one loop: everybody hears whoever speaks, and nobody hears themselves. */
class FiftyInARoomSpec {
    private static final int PARTIES = 50;

    /** Tones of the first three; the others say nothing there. */
    private static final List<Integer> SPOKEN = List.of(700, 1100, 1900);

    /** What the others say before they come in. */
    private static final int STILL = 3000;

    private final List<TestPhone> phones = new ArrayList<>();
    private final List<LegPorts> places = new ArrayList<>();

    private void comes(Exchange x, int number) throws Exception {
        String call = "call-" + number;
        TestPhone phone = new TestPhone(number < SPOKEN.size() ? SPOKEN.get(number) : STILL, 0x100 + number);
        LegPorts place = x.relay.open(call, "a", LegMedia.MIRRORED);
        phones.add(phone);
        places.add(place);
        x.relay.remote(call, "a", phone.media(Payloads.g711(101)));
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            phone.talk(place);
            return x.relay.counters(call, "a").orElseThrow().packetsIn() > 0;
        });
        x.relay.mix("room", new LegKey(call, "a"), false);
    }

    private static boolean isSpoken(Heard packet) {
        short[] sound = G711.PCMU.decode(packet.payload());
        return SPOKEN.stream().mapToDouble(hz -> Goertzel.share(sound, hz)).sum() > 0.5;
    }

    /** What a phone heard while somebody spoke, after the first packets of it. */
    private static short[] heard(TestPhone phone) throws IOException {
        List<Heard> spoken = new ArrayList<>();
        while (spoken.size() < 30) {
            Heard packet = phone.hear();
            if (isSpoken(packet)) {
                spoken.add(packet);
            }
        }
        return TestPhone.sound(G711.PCMU, spoken.subList(20, 30).toArray(Heard[]::new));
    }

    @Test
    void all_hear_whoever_speaks_and_nobody_hears_themselves() throws Exception {
        try (Exchange x = new Exchange(s -> s.withLoops(1))) {
            for (int i = 0; i < PARTIES; i++) {
                comes(x, i);
            }
            // The last one's packets tell the time.
            for (int round = 0; round < 60; round++) {
                for (int speaker = 0; speaker < SPOKEN.size(); speaker++) {
                    phones.get(speaker).talk(places.get(speaker));
                }
                phones.getLast().hear();
            }
            for (int i = 0; i < PARTIES - 1; i++) {
                short[] sound = heard(phones.get(i));
                for (int speaker = 0; speaker < SPOKEN.size(); speaker++) {
                    double share = Goertzel.share(sound, SPOKEN.get(speaker));
                    if (speaker == i) {
                        assertThat(share).as("its own voice at %d", i).isLessThan(0.02);
                    } else {
                        assertThat(share).as("speaker %d at %d", speaker, i).isGreaterThan(0.2);
                    }
                }
            }
        } finally {
            phones.forEach(TestPhone::close);
        }
    }
}
