package io.ringlog.edge;

import io.ringlog.edge.command.CommandSource;
import io.ringlog.edge.directory.DirectorySource;
import io.ringlog.edge.directory.EdgesSource;
import io.ringlog.edge.facts.FactSink;

/** Everything through which an edge talks to the log. */
public record EdgePorts(
        FactSink facts,
        CommandSource commands,
        DirectorySource directory,
        HeartbeatSink heartbeats,
        EdgesSource edges) {}
