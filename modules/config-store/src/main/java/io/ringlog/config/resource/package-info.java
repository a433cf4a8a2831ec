/**
 * One class per resource: its table, its fields, what is checked, what it refers to and what it tells the directory.
 *
 * <p>A resource is a record of the domain; {@link io.ringlog.config.resource.Fields} turns documents (snake_case JSON)
 * and table rows into that record and back, so a column, a JSON field and a component are always the same thing.
 */
@NullMarked
package io.ringlog.config.resource;

import org.jspecify.annotations.NullMarked;
