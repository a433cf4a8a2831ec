package io.ringlog.domain.expression;

import io.ringlog.domain.expression.Value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads one expression, from what binds least to what binds most, and makes sure of every type on the way. */
final class Parser {

    private static final List<String> COMPARISONS = List.of("==", "!=", "<=", ">=", "<", ">", "in");

    private final Tokens tokens;
    private int depth;

    private Parser(String text) {
        tokens = new Tokens(text);
    }

    /** @throws Unanswerable when it cannot be read, with the place */
    static Term read(String text) {
        if (text.length() > Bounds.LONGEST_EXPRESSION) {
            throw new Unanswerable("an expression is longer than " + Bounds.LONGEST_EXPRESSION + " characters");
        }
        Parser parser = new Parser(text);
        Term term = parser.choice();
        parser.tokens.end();
        return term;
    }

    private Term choice() {
        return deeper(() -> {
            Term test = either();
            if (!tokens.take("?")) {
                return test;
            }
            Term yes = choice();
            tokens.demand(":");
            Term no = choice();
            if (yes.type() != no.type()) {
                throw tokens.fault("one side of ':' is " + yes.type() + ", the other " + no.type());
            }
            return new Term.Chosen(truth(test, "?"), yes, no);
        });
    }

    private Term either() {
        return truths("or", this::both, Term.Either::new);
    }

    private Term both() {
        return truths("and", this::negated, Term.Both::new);
    }

    private Term truths(String word, Supplier<Term> part, BinaryOperator<Term> joined) {
        Term left = part.get();
        while (tokens.take(word)) {
            left = joined.apply(truth(left, word), truth(part.get(), word));
        }
        return left;
    }

    private Term truth(Term term, String before) {
        if (term.type() != Type.TRUTH) {
            throw tokens.fault("'" + before + "' needs true or false, not " + term.type());
        }
        return term;
    }

    private Term negated() {
        return tokens.take("not") ? deeper(() -> applied("not", List.of(negated()))) : compared();
    }

    private Term compared() {
        Term left = sum();
        Optional<String> how = tokens.takeAny(COMPARISONS);
        return how.isEmpty() ? left : applied(how.get(), List.of(left, sum()));
    }

    private Term sum() {
        return chain(List.of("+", "-"), () -> chain(List.of("*", "/", "%"), this::signed));
    }

    private Term chain(List<String> operators, Supplier<Term> part) {
        Term left = part.get();
        Optional<String> operator = tokens.takeAny(operators);
        while (operator.isPresent()) {
            left = applied(operator.get(), List.of(left, part.get()));
            operator = tokens.takeAny(operators);
        }
        return left;
    }

    private Term signed() {
        return tokens.take("-") ? deeper(() -> applied("-", List.of(signed()))) : single();
    }

    private Term single() {
        if (tokens.take("(")) {
            Term inside = choice();
            tokens.demand(")");
            return inside;
        }
        if (tokens.take("[")) {
            return new Term.Listed(all("]"));
        }
        return tokens.constant().<Term>map(Term.Constant::new).orElseGet(this::named);
    }

    private Term named() {
        String name = tokens.name();
        if (!tokens.take("(")) {
            return name.equals("now") ? new Term.Now() : new Term.Variable(name);
        }
        if (name.equals("is_set")) {
            Term.IsSet asked = new Term.IsSet(tokens.name());
            tokens.demand(")");
            return asked;
        }
        return applied(name, all(")"));
    }

    private List<Term> all(String end) {
        List<Term> all = new ArrayList<>();
        while (!tokens.take(end)) {
            if (!all.isEmpty()) {
                tokens.demand(",");
            }
            all.add(choice());
        }
        return all;
    }

    private Term applied(String name, List<Term> takes) {
        List<Type> given = takes.stream().map(Term::type).toList();
        return Operations.find(name, given)
                .map(it -> new Term.Applied(it, takes))
                .orElseThrow(() -> tokens.fault(misfit(name, given)));
    }

    private static String misfit(String name, List<Type> given) {
        String known = Operations.all().stream()
                .filter(it -> it.name().equals(name))
                .map(Operation::words)
                .collect(Collectors.joining(" or "));
        return known.isEmpty()
                ? "there is no " + name
                : "there is no " + new Operation(name, given, Type.TEXT, it -> it.at(0)).words() + ", only " + known;
    }

    private Term deeper(Supplier<Term> part) {
        depth++;
        if (depth > Bounds.DEEPEST) {
            throw tokens.fault("more than " + Bounds.DEEPEST + " parts are inside each other");
        }
        Term read = part.get();
        depth--;
        return read;
    }
}
