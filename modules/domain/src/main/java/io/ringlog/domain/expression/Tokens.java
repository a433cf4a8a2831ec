package io.ringlog.domain.expression;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words, signs, numbers and quoted texts of an expression, one after the other. */
final class Tokens {

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Set<String> WORDS = Set.of("and", "or", "not", "in", "true", "false");

    private final String text;
    private int at;

    Tokens(String text) {
        this.text = text;
        skip();
    }

    /** Whether this sign or word is next; if so it is behind us. */
    boolean take(String token) {
        boolean isWord = Character.isLetter(token.charAt(0));
        boolean next = isWord ? match(NAME).filter(token::equals).isPresent() : text.startsWith(token, at);
        if (next) {
            advance(token.length());
        }
        return next;
    }

    Optional<String> takeAny(List<String> tokens) {
        return tokens.stream().filter(this::take).findFirst();
    }

    void demand(String token) {
        if (!take(token)) {
            throw fault("'" + token + "' is missing");
        }
    }

    void end() {
        if (at < text.length()) {
            throw fault("nothing fits here");
        }
    }

    /** A number, a text in quotes, {@code true} or {@code false}, if that is next. */
    Optional<Value> constant() {
        Optional<String> number = match(NUMBER);
        if (number.isPresent()) {
            Value read = Numbers.of(number.get()).orElseThrow(() -> fault("a number is too long"));
            advance(number.get().length());
            return Optional.of(read);
        }
        Optional<String> quoted = match(QUOTED);
        if (quoted.isPresent()) {
            advance(quoted.get().length());
            return Optional.of(
                    new Value.Text(quoted.get().substring(1, quoted.get().length() - 1)));
        }
        return takeAny(List.of("true", "false")).map(word -> new Value.Truth(word.equals("true")));
    }

    /** The name of a variable or a function. */
    String name() {
        String name = match(NAME).filter(it -> !WORDS.contains(it)).orElseThrow(() -> fault("a value is missing"));
        advance(name.length());
        return name;
    }

    /** A fault at the present place, counted from 1. */
    Unanswerable fault(String what) {
        return new Unanswerable(what + " (at character " + (at + 1) + ")");
    }

    private Optional<String> match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private void advance(int by) {
        at += by;
        skip();
    }

    private void skip() {
        match(SPACE).ifPresent(space -> at += space.length());
    }
}
