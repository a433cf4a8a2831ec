package io.ringlog.app.cli;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.app.log.LogReader;
import io.ringlog.app.log.OpenLog;
import io.ringlog.app.log.TailLine;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.wire.Topics;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the journal and the events as they come. */
@Command(name = "tail", description = "Print the journal and the events as they come.", mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer> {
    private static final String ACCOUNT = "acc_";
    private static final String CALL = "call_";

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(names = "--account", description = "only this account, by name or id")
    @Nullable
    private String account;

    @Option(names = "--call", description = "only this call")
    @Nullable
    private String call;

    @Option(names = "--type", description = "only this type, for example CallRefused")
    @Nullable
    private String type;

    @Option(names = "--from-start", description = "everything there is, then what comes")
    private boolean fromStart;

    @Override
    public Integer call() throws Exception {
        RinglogConfig config = options.read(List.of());
        if (type != null && TailLine.types().stream().noneMatch(type::equalsIgnoreCase)) {
            throw new SettingsRefused(
                    "there is no type '" + type + "'; the types are " + String.join(", ", TailLine.types()));
        }
        if (call != null && !call.startsWith(CALL)) {
            throw new SettingsRefused("--call is '" + call + "', but it must be the id of a call, " + CALL + "...");
        }
        Logs.ofCommand();
        var filter = new TailLine.Filter(
                Optional.ofNullable(account).map(it -> accountId(it, config)),
                Optional.ofNullable(call),
                Optional.ofNullable(type));
        try (var log = OpenLog.of(config)) {
            new LogReader(log.clients())
                    .follow(
                            List.of(Topics.JOURNAL, Topics.EVENTS),
                            fromStart,
                            () -> System.err.println(
                                    fromStart ? "From the start, then following." : "Following from now."),
                            record -> TailLine.of(record, filter).ifPresent(System.out::println),
                            System.out::checkError);
        }
        return 0;
    }

    /** Names are known where the configuration is; the log of a cluster, or of a node without it, knows ids alone. */
    private static String accountId(String account, RinglogConfig config) {
        if (Files.exists(config.node().data().resolve(ConfigRole.DATABASE))) {
            return NamedAccount.id(account, config);
        }
        if (!account.startsWith(ACCOUNT)) {
            throw new SettingsRefused("--account is '" + account + "', but it must be the id of an account, " + ACCOUNT
                    + "...: there is no configuration in node.data that knows names");
        }
        return account;
    }
}
