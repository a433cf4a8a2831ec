package io.ringlog.lab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel says of processes: processor time (user and system, all threads), memory, limits. */
final class ProcessorTime {

    /** Linux reports in hundredths of a second on every platform Java runs on (USER_HZ). */
    private static final long NANOS_PER_TICK = 10_000_000;

    private ProcessorTime() {}

    /** Nanoseconds of a process and all its live children. */
    static long of(ProcessHandle process) {
        long own = ticks(process.pid()) * NANOS_PER_TICK;
        return own
                + process.descendants()
                        .mapToLong(child -> ticks(child.pid()) * NANOS_PER_TICK)
                        .sum();
    }

    /** Resident memory of a process, MiB. */
    static long residentMiB(long pid) {
        return lines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** How many files, sockets among them, a process started from this one may open. */
    static long openFilesMost() {
        return lines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split("\\s+")[4])
                .mapToLong(most -> most.equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(most))
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    private static long ticks(long pid) {
        List<String> lines = lines(Path.of("/proc", Long.toString(pid), "stat"));
        if (lines.isEmpty()) {
            return 0;
        }
        // The command name may hold spaces; what follows its closing parenthesis is field 3.
        String[] fields = lines.getFirst()
                .substring(lines.getFirst().lastIndexOf(')') + 2)
                .split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException gone) {
            if (Files.exists(file)) {
                throw new UncheckedIOException(gone);
            }
            return List.of();
        }
    }
}
