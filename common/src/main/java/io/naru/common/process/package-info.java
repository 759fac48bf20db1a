/** What a program and its operating system say to each other: {@link io.naru.common.process.Signals}. */
package io.naru.common.process;
