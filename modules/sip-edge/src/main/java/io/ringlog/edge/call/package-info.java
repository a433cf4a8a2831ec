/**
 * Live calls and what is done with them: what SIP and media report becomes facts, what the log commands is carried out.
 * Everything here runs on the desk thread.
 *
 * <pre>
 *   call: WAITING --fork--> PROXIED --2xx--> TALKING --BYE--> gone
 *            |  \--answer--> ANSWERED --dial, bridge--> ANSWERED --BYE of all--> gone
 *            \--refuse, cancel, late decision--> gone
 * </pre>
 */
@NullMarked
package io.ringlog.edge.call;

import org.jspecify.annotations.NullMarked;
