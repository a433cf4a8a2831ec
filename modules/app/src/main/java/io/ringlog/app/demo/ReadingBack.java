package io.ringlog.app.demo;

import io.ringlog.app.role.LakeRole;
import io.ringlog.connectors.CallHistory;
import io.ringlog.connectors.CallQuery;
import io.ringlog.connectors.CdrRow;
import io.ringlog.connectors.Lake;
import java.nio.file.Path;
import java.util.List;

/** The CDRs, read back from the Iceberg tables. */
final class ReadingBack implements Scene {
    @Override
    public String title() {
        return "Call records come back from Iceberg";
    }

    @Override
    public void play(Stage stage, Narrator narrator) {
        int expected = stage.ended().size();
        Path folder = stage.node().folder();
        try (Lake lake = Lake.open(LakeRole.lake(stage.config(), folder));
                CallHistory history = CallHistory.open(lake, folder.resolve("demo-copies"))) {
            var query = CallQuery.of(stage.account());
            stage.until(
                    expected + " call records are in the lake",
                    () -> history.calls(query).rows().size() >= expected);
            List<CdrRow> rows = history.calls(query).rows();
            Scene.prove(
                    narrator, rows.size() == expected, expected + " calls ended, " + rows.size() + " rows came back");
            rows.forEach(row -> narrator.told(line(row)));
        }
    }

    private static String line(CdrRow row) {
        return String.format(
                "%s  %-8s  %s -> %s  %s  %s s talking  %s",
                row.startTs(),
                row.direction(),
                row.fromNum(),
                row.toNum(),
                row.disposition(),
                row.billsec(),
                row.hangupCause());
    }
}
