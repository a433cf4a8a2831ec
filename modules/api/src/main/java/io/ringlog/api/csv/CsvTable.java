package io.ringlog.api.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.ringlog.api.port.FieldProblem;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table as spreadsheets write it: UTF-8 with or without a byte order mark, parted by commas, semicolons or tabs,
 * lines of any kind, empty lines and columns at the end.
 *
 * @param names of the columns, in lower case; empty where a column has none
 */
public record CsvTable(List<String> names, List<Line> lines) {

    /** Of one table. */
    public static final int MOST_LINES = 10_000;

    private static final String BAD = "request.bad-csv";
    private static final CsvMapper MAPPER =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    /** Cells of one line, as many as there are names; {@code number} is that of its first line in the file. */
    public record Line(int number, List<String> cells) {
        public Line {
            cells = List.copyOf(cells);
        }
    }

    public CsvTable {
        names = List.copyOf(names);
        lines = List.copyOf(lines);
    }

    /** Throws {@link Refused} with the line that cannot be read. */
    public static CsvTable read(byte[] bytes) {
        String text = text(bytes);
        char separator = separator(text);
        List<Line> all = new ArrayList<>();
        int number = 1;
        try (MappingIterator<String[]> rows = MAPPER.readerFor(String[].class)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator).withoutEscapeChar())
                .readValues(text)) {
            while (rows.hasNextValue()) {
                List<String> cells = Arrays.asList(rows.nextValue());
                all.add(new Line(number, cells));
                number += 1 + cells.stream().mapToInt(CsvTable::breaks).sum();
                if (all.size() > 2 * MOST_LINES) {
                    throw tooMany();
                }
            }
        } catch (JsonProcessingException broken) {
            throw bad(number, "cannot be read: " + broken.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from a text cannot fail otherwise", e);
        }
        return table(
                all.stream().filter(line -> !isHint(line) && !isEmpty(line)).toList());
    }

    private static CsvTable table(List<Line> all) {
        if (all.isEmpty()) {
            throw bad(1, "has no line of names");
        }
        if (all.size() - 1 > MOST_LINES) {
            throw tooMany();
        }
        Line head = all.getFirst();
        List<String> names = new ArrayList<>(head.cells().stream()
                .map(it -> it.strip().toLowerCase(Locale.ROOT))
                .toList());
        while (!names.isEmpty() && names.getLast().isEmpty()) {
            names.removeLast();
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty() || !seen.add(name)) {
                throw bad(head.number(), name.isEmpty() ? "has a column without a name" : "has " + name + " twice");
            }
        }
        return new CsvTable(
                names,
                all.stream().skip(1).map(line -> fitted(line, names.size())).toList());
    }

    private static Line fitted(Line line, int columns) {
        List<String> cells = new ArrayList<>(line.cells());
        while (cells.size() > columns && cells.getLast().isBlank()) {
            cells.removeLast();
        }
        if (cells.size() > columns) {
            throw bad(line.number(), "has " + cells.size() + " cells, but there are " + columns + " names");
        }
        while (cells.size() < columns) {
            cells.add("");
        }
        return new Line(line.number(), cells);
    }

    private static String text(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            throw bad(1, "is UTF-16: save it as \"CSV UTF-8\"");
        }
        int from = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, bytes.length - from);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(rest).toString();
            if (text.indexOf('\0') >= 0) {
                throw bad(1 + breaks(text.substring(0, text.indexOf('\0'))), "holds a zero: that is no text");
            }
            return text;
        } catch (CharacterCodingException e) {
            String before = new String(bytes, 0, rest.position(), StandardCharsets.UTF_8);
            throw bad(1 + breaks(before), "is not UTF-8 but perhaps Latin-1 or Windows-1252: save it as \"CSV UTF-8\"");
        }
    }

    /** What parts the names; {@code sep=;} before them says so too. */
    private static char separator(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (first.matches("(?i)\"?sep=[,;\\t]\"?")) {
            return first.replace("\"", "").charAt(4);
        }
        char best = ',';
        for (char it : new char[] {';', '\t'}) {
            best = count(first, it) > count(first, best) ? it : best;
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(it -> it == wanted).count();
    }

    private static boolean isHint(Line line) {
        return line.number() == 1
                && line.cells().getFirst().toLowerCase(Locale.ROOT).startsWith("sep=");
    }

    private static boolean isEmpty(Line line) {
        return line.cells().stream().allMatch(String::isBlank);
    }

    /** Ends of lines inside a text. */
    private static int breaks(String text) {
        return (int) text.chars().filter(it -> it == '\n').count()
                + (int) text.replace("\r\n", "")
                        .chars()
                        .filter(it -> it == '\r')
                        .count();
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Refused tooMany() {
        return Refused.field(
                Why.INVALID, "", "request.too-many-rows", "has more than " + MOST_LINES + " lines: send it in pieces");
    }

    private static Refused bad(@Nullable Integer line, String message) {
        return new Refused(Why.INVALID, List.of(new FieldProblem("", BAD, "line " + line + " " + message, line)));
    }
}
