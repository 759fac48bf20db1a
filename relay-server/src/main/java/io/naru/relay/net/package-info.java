/**
 * Sockets and time: the loop, its timers, connections with their queues. What the frames mean is not known here.
 *
 * <p>One turn of the {@link io.naru.relay.net.EventLoop}: select until the next deadline, take the time once, ready
 * keys, due timers, a bounded number of tasks, then flush every connection that has output, each with one gathering
 * write.
 */
package io.naru.relay.net;
