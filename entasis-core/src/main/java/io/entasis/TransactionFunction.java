package io.entasis;

/**
 * Work inside a transaction that returns something.
 *
 * @param <R> what it returns
 * @param <X> the checked exception it may throw
 */
@FunctionalInterface
public interface TransactionFunction<R, X extends Exception> {

  /** Does the work; an exception rolls the transaction back. */
  R apply(Transaction transaction) throws X;
}
