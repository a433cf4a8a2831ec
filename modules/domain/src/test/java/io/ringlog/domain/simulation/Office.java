package io.ringlog.domain.simulation;

import io.ringlog.domain.config.CallGroup;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.ParkLot;
import io.ringlog.domain.config.QueueExit;
import io.ringlog.domain.testing.ConferenceRow;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import java.util.stream.Stream;

/** What each tenant has before anybody works there. */
final class Office {

    /** What is called from outside; nothing answers at the last. */
    static final List<String> NUMBERS =
            List.of("100", "100", "200", "300", "400", "500", "500", "600", "600", "700", "700", "800", "999");

    private Office() {}

    static List<ConfigRow> rows(String account) {
        return Stream.of(lines(), conferences(), numbers(account))
                .flatMap(List::stream)
                .toList();
    }

    private static List<ConfigRow> lines() {
        return List.of(
                Rows.trunk(),
                Rows.route("route_1", Rows.TRUNK).row(),
                QueueRow.queue("q_1").maxWaitSec(60).maxQueued(12).row(),
                QueueRow.queue("q_2")
                        .maxWaitSec(90)
                        .wrapUpSec(0)
                        .maxNoAnswer(2)
                        .ewt(400, null)
                        .exit(QueueExit.TIMEOUT, DestKind.QUEUE, "q_1")
                        .row(),
                GroupRow.group("rg_1").of("anna", "ben", "cleo").row(),
                GroupRow.group("rg_2")
                        .strategy(CallGroup.Strategy.ROUND_ROBIN)
                        .of("dora", "emil", "fay")
                        .cidPrefix("Night: ")
                        .noAnswer(DestKind.RING_GROUP, "rg_1")
                        .row(),
                Rows.did("500", DestKind.RING_GROUP, "rg_2"),
                new ParkLot("pk_1", Rows.ACCOUNT, "Hall", "700", 701, 3, 40, null),
                Rows.option("q_1", "1", new Dest(DestKind.QUEUE, "q_2")),
                Rows.option("q_1", "2", new Dest(DestKind.USER, "us_ben"), "wait"),
                Rows.option("q_2", "9", null),
                Rows.hook("q_2", "1", true, null),
                Rows.hook("q_2", "2", false, new Dest(DestKind.QUEUE, "q_1")),
                Rows.mailbox("vm_1").row(),
                Rows.did("800", DestKind.VOICEMAIL, "vm_1"),
                Rows.did("100", DestKind.QUEUE, "q_1"),
                Rows.did("200", DestKind.QUEUE, "q_2"),
                Rows.did("300", DestKind.FLOW, "flow_1"),
                Rows.did("400", DestKind.USER, "us_anna", 2, null));
    }

    private static List<ConfigRow> numbers(String account) {
        return List.of(
                Rows.did(Neighbours.number(account, "100"), DestKind.QUEUE, "q_1"),
                Rows.did(Neighbours.number(account, "200"), DestKind.RING_GROUP, "rg_2"),
                Rows.did(Neighbours.number(account, "300"), DestKind.FLOW, "flow_1"),
                Rows.did(Neighbours.number(account, "400"), DestKind.USER, "us_anna"),
                Rows.did(Neighbours.number(account, "500"), DestKind.CONFERENCE, "conf_1"));
    }

    private static List<ConfigRow> conferences() {
        return List.of(
                ConferenceRow.conference("conf_1").maxMembers(4).row(),
                ConferenceRow.conference("conf_2")
                        .pin("1")
                        .moderatorPin("2")
                        .waitingForModerator()
                        .endingWithModerator()
                        .mutedOnEntry()
                        .row(),
                Rows.did("600", DestKind.CONFERENCE, "conf_1"),
                Rows.did("700", DestKind.CONFERENCE, "conf_2"));
    }

    static ConfigRow account(String account) {
        return Draft.like(Rows.account())
                .with("id", account)
                .with("timezone", "Europe/Berlin")
                .with("country", "DE")
                .with("maxIn", 25)
                .row();
    }
}
