package io.ringlog.app.cli;

import picocli.CommandLine.Command;

/** All commands of the product under one name. */
@Command(
        name = "ringlog",
        description = "A phone system and contact centre whose only source of truth is a log.",
        mixinStandardHelpOptions = true,
        version = "Ringlog 0.1.0",
        subcommands = {
            UpCommand.class,
            ConfigCommand.class,
            ReplayCommand.class,
            ExplainCommand.class,
            TailCommand.class
        })
public final class CommandTree {}
