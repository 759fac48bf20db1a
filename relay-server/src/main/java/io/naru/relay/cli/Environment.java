package io.naru.relay.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.InstantSource;

/**
 * What the commands have of the world around them, so that tests can put something else there.
 *
 * @param passwords where passwords come from
 * @param out for what was asked for; flushed at each line
 * @param err for what went wrong; flushed at each line
 * @param log for the log's lines, in UTF-8
 * @param clock the time of day, for what is stored
 */
record Environment(PasswordReader passwords, PrintWriter out, PrintWriter err, OutputStream log, InstantSource clock) {}
