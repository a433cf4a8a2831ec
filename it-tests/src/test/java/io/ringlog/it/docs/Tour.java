package io.ringlog.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.testkit.phone.Phone;
import io.ringlog.testkit.sip.PeerCall;
import java.io.IOException;
import java.time.Duration;

/** The tour as a reader walks it: the page's blocks, and between them what it asks of two people and their phones. */
final class Tour implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Counts the phones of every account, as the platform's key sees them. */
    private static final String PHONES = "P=$(cat ringlog-data/keys/platform.key); "
            + "for A in $(curl -sS -H \"x-api-key: $P\" localhost:8080/v1/accounts | jq -r '.rows[].id'); do "
            + "curl -sS -H \"x-api-key: $P\" \"localhost:8080/v1/registrations?account_id=$A\" "
            + "| jq '.rows[].aor'; done | wc -l";

    private final Desk desk;
    private Phone ada;
    private Phone ben;
    private PeerCall call;

    Tour(Desk desk) {
        this.desk = desk;
    }

    void walk() throws IOException {
        for (Block block : Block.of("docs/tour.md", "sh")) {
            before(block.text());
            after(block.text(), desk.run(block));
        }
    }

    private void before(String block) throws IOException {
        if (block.contains("/v1/registrations")) {
            ada = desk.phone("1001@tour.example", "tour-secret-1001", 440);
            ben = desk.phone("1002@tour.example", "tour-secret-1002", 700);
            desk.until(PHONES, "2");
        } else if (block.contains("/v1/calls/live")) {
            dial("1002");
            desk.until("api /v1/calls/live | jq .count", "1");
        } else if (block.contains("\"login\"")) {
            call.hangUp();
        } else if (block.contains("/v1/queues/live")) {
            call = ada.call("12025550123");
            call.awaitAnswered();
            await("Ada hears the menu").atMost(PATIENCE).until(ada.rtp()::hearsAnything);
            ada.rtp().press('1');
            talking();
            desk.until("api /v1/agents | jq -r '.rows[] | select(.username == \"1002\").bucket'", "incall");
        } else if (block.contains("explain $C")) {
            call.hangUp();
            desk.until("api '/v1/calls' | jq .count", "2");
        }
    }

    private void dial(String number) {
        call = ada.call(number);
        call.awaitAnswered();
        talking();
    }

    private void talking() {
        await("Ada and Ben hear each other").atMost(PATIENCE).until(() -> ada.hears(ben) && ben.hears(ada));
    }

    @Override
    public void close() {
        ada.close();
        ben.close();
    }

    private static void after(String block, String printed) {
        if (block.contains("/v1/registrations")) {
            assertThat(printed).contains("1001@tour.example", "1002@tour.example");
        } else if (block.contains("/v1/calls/live")) {
            assertThat(printed).contains("\"to_num\": \"1002\"");
        } else if (block.contains("/v1/queues/live")) {
            assertThat(printed).contains("Support", "\"bucket\": \"incall\"");
        } else if (block.contains("explain $C")) {
            assertThat(printed)
                    .contains(
                            "A call from 1001 to 12025550123 came in",
                            "It goes to flow Main line",
                            "Node menu had the outcome digit:1.",
                            "The caller waits in Support",
                            "Agent 1002",
                            "talk through the relay; the media engine left.",
                            "It ended answered (caller.hung-up)");
        }
    }
}
