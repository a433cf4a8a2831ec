package io.ringlog.kernel;

/** A reason with a name that never changes, {@code noun.reason}; each family of them is one enum beside its owner. */
public interface Code {

    String code();

    /** The code as the rule of a reason that has yet to say what was read. */
    default Because because() {
        return Because.of(code());
    }

    /** @param text one plain sentence for a person */
    default Rejection rejection(String text) {
        return new Rejection(because(), text);
    }
}
