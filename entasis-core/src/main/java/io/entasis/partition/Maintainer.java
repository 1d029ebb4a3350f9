package io.entasis.partition;

/**
 * Who maintains at the moment.
 *
 * @param pid the process of the server that works for it
 * @param applicationName the name under which it shows at the server; may be empty
 */
public record Maintainer(int pid, String applicationName) {}
