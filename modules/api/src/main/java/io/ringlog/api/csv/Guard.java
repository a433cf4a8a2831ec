package io.ringlog.api.csv;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What keeps a spreadsheet from taking text for a formula, and what spreadsheets put around text that they keep. */
final class Guard {

    private static final char APOSTROPHE = '\'';

    /** Begins as a formula does (or as a guarded text does), and is no plain number. */
    private static final Pattern FORMULA = Pattern.compile("(?s)(?![+-][0-9 ]+$)'*[=+\\-@\\t\\r].*|''*[0-9].*");

    private static final Pattern GUARDED = Pattern.compile("(?s)''*[=+\\-@\\t\\r].*|''*[0-9].*");

    /** A number as text, in the way of spreadsheets: {@code ="0049"}. */
    private static final Pattern QUOTED = Pattern.compile("=\"([^\"]*)\"");

    private Guard() {}

    /** The text as it may stand in a cell. */
    static String on(String text) {
        return FORMULA.matcher(text).matches() ? APOSTROPHE + text : text;
    }

    /** The text that a cell means. */
    static String off(String cell) {
        Matcher quoted = QUOTED.matcher(cell);
        if (quoted.matches()) {
            return quoted.group(1);
        }
        return GUARDED.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
