/** How the programs write their logs: {@code System.Logger} for those who log, one line a record for those who read. */
package io.naru.common.log;
