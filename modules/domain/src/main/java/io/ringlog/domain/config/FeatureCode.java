package io.ringlog.domain.config;

/** What phones dial for a feature in place of the usual code; an empty code switches the feature off. */
public record FeatureCode(String id, String accountId, Feature feature, String code) implements ConfigRow {

    /** What can be dialled that is nobody's extension. */
    public enum Feature {
        /** Followed by an extension: takes the call that rings there. */
        PICKUP("**"),
        /** Takes a call that rings at somebody of the same pickup group. */
        PICKUP_GROUP("*8");

        private final String usual;

        Feature(String usual) {
            this.usual = usual;
        }

        /** The code where the account has said nothing. */
        public String usual() {
            return usual;
        }
    }
}
