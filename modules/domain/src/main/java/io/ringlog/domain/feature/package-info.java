/**
 * What users do for themselves by dialling a code: settings of their own row, which the configuration keeps and the
 * brain asks it to change; what they called last; hearing themselves. Codes of agents are with their presence, those
 * that take calls of others with parking.
 *
 * <pre>
 *   dialled --ChangeSetting--> waits --SettingAnswered--> confirmed by a tone, hung up
 *                                \--refused, or nobody answers in time--> refused
 * </pre>
 */
@NullMarked
package io.ringlog.domain.feature;

import org.jspecify.annotations.NullMarked;
