/** What keeps the files of an archive: the port, and the settings of the S3 store. */
@NullMarked
package io.entasis.archive.store;

import org.jspecify.annotations.NullMarked;
