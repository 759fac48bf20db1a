/** What tests of every module build on: time that is set by hand, channels that misbehave, random cases that repeat. */
package io.naru.common.testkit;
