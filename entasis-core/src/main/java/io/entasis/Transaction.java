package io.entasis;

/**
 * The repositories inside one database transaction: they see what it has written, and all of it is committed together or not
 * at all. For one thread; usable until the block it was handed to ends.
 *
 * @see Entasis#withTransaction
 */
public interface Transaction extends Repositories {}
