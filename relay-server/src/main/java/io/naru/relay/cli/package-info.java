/**
 * The commands of {@code naru-relay}: {@link io.naru.relay.cli.Main} starts, {@link io.naru.relay.cli.RelayProgram}
 * runs them. Nobody imports this package.
 */
package io.naru.relay.cli;
