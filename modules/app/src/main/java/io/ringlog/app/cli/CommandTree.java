package io.ringlog.app.cli;

import io.ringlog.app.Build;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** All commands of the product under one name. */
@Command(
        name = "ringlog",
        description = "A phone system and contact centre whose only source of truth is a log.",
        mixinStandardHelpOptions = true,
        versionProvider = CommandTree.OfTheBuild.class,
        subcommands = {
            UpCommand.class,
            ConfigCommand.class,
            MediaCommand.class,
            LakeCommand.class,
            ReplayCommand.class,
            ExplainCommand.class,
            TailCommand.class,
            LogCommand.class,
            BackupCommand.class,
            RestoreCommand.class
        })
public final class CommandTree {
    /** What {@code --version} prints. */
    static final class OfTheBuild implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Ringlog " + Build.version()};
        }
    }
}
