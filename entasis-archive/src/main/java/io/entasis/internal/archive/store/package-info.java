/** Stores: a local folder, and S3. */
@NullMarked
package io.entasis.internal.archive.store;

import org.jspecify.annotations.NullMarked;
