/**
 * The rules of the house that a machine can check, each named as its sentence. They see every module and are
 * seen by none.
 */
@NullMarked
package io.ringlog.rules;

import org.jspecify.annotations.NullMarked;
