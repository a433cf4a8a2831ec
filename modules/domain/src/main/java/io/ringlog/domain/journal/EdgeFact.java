package io.ringlog.domain.journal;

/** Something an edge saw on the wire or carried out. */
public sealed interface EdgeFact extends Input
        permits RegisterReceived, WatchAsked, RecordingErased, CallFact, TrunkFact, SourcesSeen {

    EdgeStamp stamp();
}
