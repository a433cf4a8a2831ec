package io.ringlog.app.rest;

import io.ringlog.edge.voice.Program;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.WavFault;
import io.ringlog.media.audio.WavReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Makes telephone sound of what somebody uploads: WAV by itself, other formats by {@code ffmpeg} where that is. */
final class UploadedSound {

    private static final String FFMPEG = "ffmpeg";
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    /** Conversions at once; each has a core busy. */
    private static final Semaphore TURNS = new Semaphore(2);

    /** In seconds, as long as a file that an edge plays may be. */
    private static final String LONGEST = "3600";

    /**
     * It reads a pipe and writes one: no name within a file leads to another file or to the network. The cache lets it
     * go back in formats that keep their index at the end.
     */
    private static final List<String> ARGUMENTS = List.of(
            "-nostdin",
            "-hide_banner",
            "-loglevel",
            "error",
            "-protocol_whitelist",
            "cache,pipe",
            "-i",
            "cache:pipe:0",
            "-map",
            "0:a:0",
            "-t",
            LONGEST,
            "-ac",
            "1",
            "-ar",
            "8000",
            "-c:a",
            "pcm_s16le",
            "-f",
            "wav",
            "pipe:1");

    private UploadedSound() {}

    /** @throws WavFault when it is no sound, saying why */
    static Clip read(byte[] file) throws WavFault {
        return read(file, Program.installed(FFMPEG));
    }

    static Clip read(byte[] file, Optional<Path> ffmpeg) throws WavFault {
        try {
            return WavReader.convert(file);
        } catch (WavFault fault) {
            if (ffmpeg.isEmpty()) {
                throw new WavFault(fault.getMessage() + "; ffmpeg, which reads other formats, is not installed");
            }
            return other(file, ffmpeg.get(), fault);
        }
    }

    private static Clip other(byte[] file, Path ffmpeg, WavFault fault) throws WavFault {
        if (!TURNS.tryAcquire()) {
            throw new WavFault(fault.getMessage() + "; ffmpeg converts others just now: try again in a while");
        }
        List<String> command = new ArrayList<>(List.of(ffmpeg.toString()));
        command.addAll(ARGUMENTS);
        try {
            return WavReader.read(new Program(command, AT_MOST, WavReader.MAX_BYTES).run(file));
        } catch (IOException unreadable) {
            throw new WavFault(fault.getMessage() + "; " + unreadable.getMessage());
        } finally {
            TURNS.release();
        }
    }
}
