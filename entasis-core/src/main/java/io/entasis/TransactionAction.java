package io.entasis;

/**
 * Work inside a transaction that returns nothing.
 *
 * @param <X> the checked exception it may throw
 */
@FunctionalInterface
public interface TransactionAction<X extends Exception> {

  /** Does the work; an exception rolls the transaction back. */
  void run(Transaction transaction) throws X;
}
