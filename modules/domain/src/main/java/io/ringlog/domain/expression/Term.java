package io.ringlog.domain.expression;

import io.ringlog.domain.expression.Value.Type;
import java.util.ArrayList;
import java.util.List;

/** A part of an expression that was read: its type is known before it is computed. */
sealed interface Term {

    Type type();

    Value value(Scope scope);

    /** Something that stands there as it is. */
    record Constant(Value constant) implements Term {
        @Override
        public Type type() {
            return constant.type();
        }

        @Override
        public Value value(Scope scope) {
            return constant;
        }
    }

    /** A variable; one that is not set is an empty text. */
    record Variable(String name) implements Term {
        @Override
        public Type type() {
            return Type.TEXT;
        }

        @Override
        public Value value(Scope scope) {
            String set = scope.value(name);
            return Bounds.text(set == null ? "" : set);
        }
    }

    /** Whether a variable is set. */
    record IsSet(String name) implements Term {
        @Override
        public Type type() {
            return Type.TRUTH;
        }

        @Override
        public Value value(Scope scope) {
            return new Value.Truth(scope.value(name) != null);
        }
    }

    /** The time of the decision. */
    record Now() implements Term {
        @Override
        public Type type() {
            return Type.TIME;
        }

        @Override
        public Value value(Scope scope) {
            return new Value.Moment(scope.now());
        }
    }

    /** Texts in brackets. */
    record Listed(List<Term> items) implements Term {
        @Override
        public Type type() {
            return Type.LIST;
        }

        @Override
        public Value value(Scope scope) {
            List<String> texts = new ArrayList<>();
            items.forEach(item -> texts.add(item.value(scope).text()));
            return Bounds.list(texts);
        }
    }

    /** {@code and}: the right side is computed only when the left holds. */
    record Both(Term left, Term right) implements Term {
        @Override
        public Type type() {
            return Type.TRUTH;
        }

        @Override
        public Value value(Scope scope) {
            return holds(left, scope) ? right.value(scope) : new Value.Truth(false);
        }
    }

    /** {@code or}: the right side is computed only when the left does not hold. */
    record Either(Term left, Term right) implements Term {
        @Override
        public Type type() {
            return Type.TRUTH;
        }

        @Override
        public Value value(Scope scope) {
            return holds(left, scope) ? new Value.Truth(true) : right.value(scope);
        }
    }

    /** {@code test ? yes : no}: only one of the two is computed. */
    record Chosen(Term test, Term yes, Term no) implements Term {
        @Override
        public Type type() {
            return yes.type();
        }

        @Override
        public Value value(Scope scope) {
            return holds(test, scope) ? yes.value(scope) : no.value(scope);
        }
    }

    /** An operator or a function on what it takes. */
    record Applied(Operation operation, List<Term> takes) implements Term {
        @Override
        public Type type() {
            return operation.gives();
        }

        @Override
        public Value value(Scope scope) {
            List<Value> values = new ArrayList<>();
            takes.forEach(term -> values.add(term.value(scope)));
            return operation.rule().apply(new Arguments(values));
        }
    }

    private static boolean holds(Term term, Scope scope) {
        return Arguments.truth(term.value(scope));
    }
}
