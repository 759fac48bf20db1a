/** The relay's figures for those who collect them: text of Prometheus over HTTP. Alone in knowing that library. */
package io.naru.relay.exposition;
