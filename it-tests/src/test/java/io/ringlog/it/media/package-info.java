/** Sound that really crossed: telephones of others speak and record, and the recordings are listened to. */
@NullMarked
package io.ringlog.it.media;

import org.jspecify.annotations.NullMarked;
