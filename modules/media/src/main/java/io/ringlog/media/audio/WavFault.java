package io.ringlog.media.audio;

import java.io.IOException;

/** Says in a sentence what is wrong with a WAV file. */
public final class WavFault extends IOException {
    private static final long serialVersionUID = 1L;

    public WavFault(String fault) {
        super(fault);
    }
}
