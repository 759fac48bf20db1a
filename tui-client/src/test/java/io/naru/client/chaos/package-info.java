/** The chaos run: many clients and a relay, all of which are harmed while they talk, and nothing may be lost. */
package io.naru.client.chaos;
