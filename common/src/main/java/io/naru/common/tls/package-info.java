/** TLS 1.3 between relay and client, by pinned keys instead of names and authorities. */
package io.naru.common.tls;
