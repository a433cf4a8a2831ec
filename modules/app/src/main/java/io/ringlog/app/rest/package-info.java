/**
 * Joins the REST interface to the configuration store: what the one asks for in documents, the other keeps in rows.
 */
@NullMarked
package io.ringlog.app.rest;

import org.jspecify.annotations.NullMarked;
