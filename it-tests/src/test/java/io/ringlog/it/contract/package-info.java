/**
 * The contract documents as other people's tools read them, and the clients of docs/examples as their readers run them.
 * Packages come from npm, in the versions their package.json names.
 */
@NullMarked
package io.ringlog.it.contract;

import org.jspecify.annotations.NullMarked;
