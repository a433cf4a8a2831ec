/**
 * Where received messages are first looked at. {@code Ingress} only translates the stack's events; beside it stand
 * screening (challenge or not), the registrar front, the intake of new calls and the routing of requests inside
 * dialogs: by our signed Route token to the proxy, by tags to a dialog of ours, else 481.
 */
@NullMarked
package io.ringlog.sip.front;

import org.jspecify.annotations.NullMarked;
