/**
 * The pages as a reader follows them: each block of README and docs/ is run as it stands, by a shell in a fresh folder
 * against a node that the page starts, or it is named in {@code NotRun} with the reason. Phones are picked up between
 * two blocks where the page asks the reader to.
 */
package io.ringlog.it.docs;
