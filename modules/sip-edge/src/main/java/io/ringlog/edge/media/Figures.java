package io.ringlog.edge.media;

import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.media.quality.VoiceModel;
import io.ringlog.relay.LegQuality;
import org.jspecify.annotations.Nullable;

/** From what the relay measured of a leg to the words of the log: shares, and what listeners would say. Pure. */
final class Figures {

    private static final int A_SECOND_OF_SPEECH = 50;
    private static final long MILLION = 1_000_000;

    private Figures() {}

    /** @param suite by which its media is encrypted; null for in the clear */
    static MediaFigures of(String legId, @Nullable String suite, LegQuality quality) {
        long due = quality.packets() + quality.lost();
        LegQuality.Jitter jitter = quality.jitter();
        LegQuality.Peer peer = quality.peer();
        return new MediaFigures(
                legId,
                quality.packets(),
                quality.lost(),
                due == 0 ? null : perMillion(quality.lost(), due) / 1_000,
                jitter == null ? null : jitter.meanUs(),
                jitter == null ? null : jitter.mostUs(),
                jitter == null ? null : mos(quality, quality.lost(), due, jitter.meanUs()),
                peer == null ? null : peer.lost(),
                peer == null || peer.sent() == 0 ? null : perMillion(peer.lost(), peer.sent()) / 1_000,
                peer == null ? null : peer.jitterUs(),
                peer == null || peer.jitterUs() == null
                        ? null
                        : mos(quality, peer.lost(), peer.sent(), peer.jitterUs()),
                quality.roundTripUs(),
                suite);
    }

    private static @Nullable Integer mos(LegQuality quality, long lost, long due, int jitterUs) {
        Integer type = quality.payloadType();
        Integer trip = quality.roundTripUs();
        if (type == null || due < A_SECOND_OF_SPEECH) {
            return null;
        }
        var score = VoiceModel.mosTimes100(
                type, new VoiceModel.Way(perMillion(lost, due), jitterUs, trip == null ? 0 : trip));
        return score.isPresent() ? score.getAsInt() : null;
    }

    private static int perMillion(long part, long whole) {
        return (int) (Math.min(part, whole) * MILLION / whole);
    }
}
