/**
 * What a relay keeps over a restart, in one SQLite file: {@link io.naru.relay.store.Store} and its parts, behind a
 * thread of their own, and the {@link io.naru.relay.store.DataFolder} around it.
 */
package io.naru.relay.store;
