package io.ringlog.wire.story;

import static io.ringlog.wire.story.Sentences.seconds;

import io.ringlog.domain.journal.QueueEvent;

/** What happened to a caller in a queue, in a sentence. */
final class QueueSentences {

    private QueueSentences() {}

    static String of(QueueEvent event) {
        return switch (event) {
            case QueueEvent.CallerQueued it ->
                "The caller waits in " + it.queueId() + " at position " + it.position() + ", priority " + it.priority()
                        + ".";
            case QueueEvent.CallerPrioritised it ->
                "Its priority is " + it.priority() + " now, before " + it.before() + "; it stands at position "
                        + it.position() + ".";
            case QueueEvent.CallerMoved it ->
                "A supervisor sent it from " + it.queueId() + " to " + it.toQueueId() + ".";
            case QueueEvent.CallerActRefused it ->
                "A supervisor's wish (" + it.act() + ") was refused: " + it.text() + " (" + it.code() + ").";
            case QueueEvent.CallerDeflected it ->
                "Queue " + it.queueId() + " turned the caller away: " + it.exit() + ".";
            case QueueEvent.PositionAnnounced it ->
                "The caller was told"
                        + (it.position() == null ? "" : " position " + it.position())
                        + (it.position() == null || it.waitMin() == null ? "" : " and")
                        + (it.waitMin() == null ? "" : " a wait of " + it.waitMin() + " min")
                        + ".";
            case QueueEvent.OptionChosen it -> "The caller pressed " + it.digit() + ": " + it.action() + ".";
            case QueueEvent.OptionRefused it ->
                "The key " + it.digit() + " does nothing: " + it.text() + " (" + it.code() + ").";
            case QueueEvent.OptionHookAsked it -> "It told " + it.url() + " of the key " + it.digit() + ".";
            case QueueEvent.OptionHookTold it -> told(it);
            case QueueEvent.MessageAnnounced it -> "The caller heard the queue's message " + it.mediaId() + ".";
            case QueueEvent.AgentReserved it -> "Agent " + it.userId() + " was reserved for it.";
            case QueueEvent.OfferMissed it -> "The offer to " + it.userId() + " came to nothing: " + it.why() + ".";
            case QueueEvent.AgentConfirmed it ->
                "Agent " + it.userId() + " answered after the caller had waited " + seconds(it.waitedMs()) + ".";
            case QueueEvent.AgentClaimed it -> "Caller and agent " + it.userId() + " talk.";
            case QueueEvent.CallDispositioned it -> said(it);
            case QueueEvent.CallerLeftQueue it ->
                "The caller left " + it.queueId() + " (" + it.disposition() + ") after " + seconds(it.waitedMs()) + ".";
        };
    }

    private static String told(QueueEvent.OptionHookTold it) {
        return it.status() == null
                ? "Nobody was told of the key " + it.digit() + ": " + it.text() + "."
                : "The answer to the key " + it.digit() + " was " + it.status() + " after " + seconds(it.tookMs())
                        + ".";
    }

    private static String said(QueueEvent.CallDispositioned it) {
        return "Agent " + it.userId() + " said what came of it: "
                + (it.disposition() == null ? "no disposition" : it.disposition())
                + (it.note() == null ? "." : ", with a note.");
    }
}
