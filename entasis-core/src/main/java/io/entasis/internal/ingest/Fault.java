package io.entasis.internal.ingest;

import io.entasis.ingest.RejectReason;

/**
 * Why a row cannot be stored.
 *
 * @param column the column at fault
 * @param reason what is wrong with it
 */
public record Fault(String column, RejectReason reason) {}
