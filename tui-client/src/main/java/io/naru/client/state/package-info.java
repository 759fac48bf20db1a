/**
 * Everything that the screen shows, as immutable values: what was said, what is being typed, who is there, which files
 * and transfers there are, and where the person's attention is. No Lanterna, no sockets, no clock.
 *
 * <p>What came from other people stands here as {@link io.naru.common.text.SafeText} only. Where the raw form is needed
 * to ask for something (the path of a file, a name), it stands beside it and is never drawn.
 */
package io.naru.client.state;
