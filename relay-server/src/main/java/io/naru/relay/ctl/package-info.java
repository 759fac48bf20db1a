/**
 * The socket of the data folder by which whoever runs the relay asks things of it, and what is answered there.
 *
 * <p>A request is one line: a verb, then {@code key=value} for each of its arguments, all of it separated by tabs. The
 * answer is the line {@code ok} or {@code refused}, then one document, in JSON or, asked with {@code as=text}, for
 * people; then the stream ends.
 */
package io.naru.relay.ctl;
