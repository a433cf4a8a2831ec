package io.ringlog.config.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param field path of the field, {@code accounts[0].dids[1].e164}
 * @param code {@code config.reason}, for machines
 * @param message one plain sentence
 */
public record FieldError(String field, String code, String message) {

    @Override
    public String toString() {
        return field.isEmpty() ? message : field + ": " + message;
    }
}
