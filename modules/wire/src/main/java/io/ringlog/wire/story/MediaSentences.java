package io.ringlog.wire.story;

import io.ringlog.domain.journal.MediaFigures;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the media of legs got through, in a sentence for each. */
final class MediaSentences {

    private MediaSentences() {}

    static String of(List<MediaFigures> media) {
        return media.stream().map(MediaSentences::of).collect(Collectors.joining(" "));
    }

    private static String of(MediaFigures it) {
        String lost = it.lossPermille() == null
                ? "nothing came"
                : it.lost() + " of " + (it.packets() + it.lost()) + " packets were lost";
        return "Leg " + it.legId() + ": " + lost
                + (it.jitterUs() == null ? "" : ", jitter " + decimal(it.jitterUs() / 1_000d) + " ms")
                + (it.roundTripUs() == null ? "" : ", round trip " + decimal(it.roundTripUs() / 1_000d) + " ms")
                + (it.mosX100() == null ? "" : ", MOS " + decimal(it.mosX100() / 100d))
                + (it.peerLossPermille() == null
                        ? ""
                        : "; its party misses " + decimal(it.peerLossPermille() / 10d) + " %")
                + ".";
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
