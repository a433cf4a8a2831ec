/**
 * What can be done to a call, whoever decides it: ring somebody, answer and speak, send on, leave a flow, end. Each act
 * takes the call in hand, changes it and says so in an event; the concerns react to that in their own packages.
 * An act knows no concern that reacts to it.
 */
@NullMarked
package io.ringlog.domain.act;

import org.jspecify.annotations.NullMarked;
