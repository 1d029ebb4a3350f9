/** When exchanges trade: calendars of sessions with holidays, half days, breaks and daylight saving. */
@NullMarked
package io.entasis.calendar;

import org.jspecify.annotations.NullMarked;
