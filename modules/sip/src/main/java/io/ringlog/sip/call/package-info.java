/**
 * Calls and their legs. A call is locked while anything happens to it, whether a message, a timer or a command.
 *
 * <pre>
 *   caller leg "A":   undecided --proxy--> proxying --2xx of a target--> talking (ProxyTalk) --BYE--> over
 *                        |                                           \--take-over--> UaDialog with each party
 *                        |  \--answer (also after all targets failed)--> UaDialog --BYE--> over
 *                        \--reject, CANCEL, decision missed--> over
 *   target, dialled:  trying --1xx--> ringing --2xx--> answered --BYE--> over
 *                        \------\--cancel--> cancelling --final--> over   (a late 2xx is ACKed and ended by BYE)
 * </pre>
 *
 * A proxied call can be taken over ({@code TakeOver}): what each party believes to be its dialog with the other goes on
 * as a dialog with us. Targets that the platform only proxies ({@code ForkLeg}) and legs it dials itself ({@code
 * DialledLeg}) share the client side of INVITE ({@code InviteLeg}).
 */
@NullMarked
package io.ringlog.sip.call;

import org.jspecify.annotations.NullMarked;
