package io.ringlog.domain.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What functions do with texts and lists. Pure. */
final class Texts {

    private Texts() {}

    /** Without the habits of any one language, so that every machine gives the same. */
    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String first(String text, int count) {
        return text.substring(0, Math.clamp(count, 0, text.length()));
    }

    static String last(String text, int count) {
        return text.substring(text.length() - Math.clamp(count, 0, text.length()));
    }

    static String replace(String text, String what, String by) {
        if (what.isEmpty()) {
            throw new Unanswerable("it replaces an empty text");
        }
        StringBuilder replaced = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, from)) {
            replaced.append(text, from, at).append(by);
            Bounds.text(replaced);
            from = at + what.length();
        }
        return replaced.append(text.substring(from)).toString();
    }

    static boolean matches(String text, String pattern) {
        Pattern read = Patterns.read(pattern)
                .orElseThrow(() -> new Unanswerable("the pattern '" + pattern + "' cannot be read"));
        return BoundedText.test(read, text, Matcher::matches)
                .orElseThrow(() -> new Unanswerable("the pattern '" + pattern + "' takes too long"));
    }

    /** An empty text has no items; what stands between two separators may be empty. */
    static Value split(String text, String separator) {
        if (separator.isEmpty()) {
            throw new Unanswerable("it splits at an empty text");
        }
        List<String> items = new ArrayList<>();
        int from = 0;
        int at = text.indexOf(separator);
        while (at >= 0 && items.size() <= Bounds.MOST_ITEMS) {
            items.add(text.substring(from, at));
            from = at + separator.length();
            at = text.indexOf(separator, from);
        }
        if (!text.isEmpty()) {
            items.add(text.substring(from));
        }
        return Bounds.list(items);
    }

    /** The first is 1, the last -1; empty where there is none. */
    static String item(List<String> items, int number) {
        int index = number < 0 ? items.size() + number : number - 1;
        return index >= 0 && index < items.size() ? items.get(index) : "";
    }
}
